import { transition } from '../src/domain/bridge.ts';
import type { BridgeState } from '../src/domain/bridge-state.ts';
import type { BridgeEffect, BridgeInput } from '../src/domain/bridge-step.ts';
import type { ModelEffect, ModelInput } from '../src/domain/model-port.ts';
import { openAudioPaths } from '../src/media/audio-paths.ts';

/** What a test can have happen: an input of the machine, or a piece of audio. */
export type PlayedInput =
  | BridgeInput
  | Extract<ModelInput, { type: 'model.audio' }>
  | { type: 'call.audio'; payload: string; audioMs: number };
/** What follows: an effect of the machine, or what goes to the model or to the link beside it. */
export type PlayedEffect = BridgeEffect | ModelEffect | { type: 'link.audio'; payload: string };

/** A bridge's machine with its audio beside it, as the real one has it, without sockets and timers. */
export interface RunningBridge {
  readonly state: BridgeState;
  /** Returns what followed, in order. */
  feed(input: PlayedInput): PlayedEffect[];
}

/** `onInput` sees each input of the machine. */
export function runBridge(
  from: BridgeState,
  onInput: (input: BridgeInput) => void = () => {},
): RunningBridge {
  let state = from;
  let effects: PlayedEffect[] = [];
  function send(input: BridgeInput): void {
    onInput(input);
    const [after, wanted] = audio.step(state, input);
    state = after;
    effects.push(...wanted);
  }
  const audio = openAudioPaths({
    transition,
    machine: {
      get state() {
        return state;
      },
      send,
    },
    model: { send: (effect) => effects.push(effect) },
    telephony: { audio: (payload) => effects.push({ type: 'link.audio', payload }) },
    timers: { set: (name, afterMs) => effects.push({ type: 'set_timer', name, afterMs }) },
    onStale: (kind) => effects.push({ type: 'stale', kind }),
  });
  return {
    get state() {
      return audio.counted(state);
    },
    feed(input) {
      effects = [];
      if (input.type === 'call.audio') audio.caller.take(input.payload, input.audioMs);
      else if (input.type === 'model.audio') audio.interviewer.take(input);
      else send(input);
      return effects;
    },
  };
}

/** How each state was reached: what its audio path has counted is no part of it. */
const pasts = new WeakMap<BridgeState, { from: BridgeState; inputs: readonly PlayedInput[] }>();

/** Feeds inputs to a bridge, and gives the state and all that followed. The state can be played on from. */
export function playOn(
  from: BridgeState,
  inputs: readonly PlayedInput[],
): { state: BridgeState; effects: PlayedEffect[] } {
  const past = pasts.get(from) ?? { from, inputs: [] };
  const bridge = runBridge(past.from);
  for (const input of past.inputs) bridge.feed(input);
  const effects = inputs.flatMap((input) => bridge.feed(input));
  const { state } = bridge;
  pasts.set(state, { from: past.from, inputs: [...past.inputs, ...inputs] });
  return { state, effects };
}
