import { createBridgeState } from '../src/domain/bridge-start.ts';
import type { BridgeState } from '../src/domain/bridge-state.ts';
import type { BridgeInput, TimerName } from '../src/domain/bridge-step.ts';
import type { ModelTrouble } from '../src/domain/losses/model-trouble.ts';
import type { ResponseStatus } from '../src/domain/model-port.ts';
import { namesOf } from './effect-names.ts';
import { play, prepared, resumed, start } from './play-hand-over.ts';
import type { PlayedInput } from './run-bridge.ts';

/** For tests of what a loss ends, told by what a bridge does, however it keeps its state. */

export const lost: BridgeInput = { type: 'model.lost' };
/** Another model session has confirmed the configuration. */
export const opened: readonly BridgeInput[] = prepared.slice(0, 2);
/** The same, and telephony has handed over. */
export const back: readonly BridgeInput[] = [...opened, resumed];

export const timer = (name: TimerName): BridgeInput => ({ type: 'timer', name });
export const started = (responseId: string): BridgeInput => ({ type: 'model.response_started', responseId });
/** Two seconds of an item. */
export const sound = (responseId: string, itemId: string): PlayedInput => ({
  ...{ type: 'model.audio', responseId, itemId, payload: 'AAAA', audioMs: 2_000 },
});
const words = (responseId: string, itemId: string): BridgeInput => ({
  ...{ type: 'model.words', responseId, itemId, text: 'one two three four' },
});
export const finished = (
  responseId: string,
  status: ResponseStatus = 'completed',
  trouble?: ModelTrouble,
): BridgeInput => ({
  ...{ type: 'model.response_finished', responseId, status, toolCalls: [] },
  ...(trouble === undefined ? {} : { trouble }),
});
/** The beginning of a sentence: its words, and two seconds of its sound. */
export const beginning = (responseId: string, itemId: string): PlayedInput[] => [
  started(responseId),
  words(responseId, itemId),
  sound(responseId, itemId),
];
/** A whole sentence of two seconds. */
export const sentence = (responseId: string, itemId: string): PlayedInput[] => [
  ...beginning(responseId, itemId),
  { type: 'model.audio_finished', responseId, itemId },
  finished(responseId),
];
export const heard = (itemId: string, heardMs = 2_000): BridgeInput => ({
  ...{ type: 'call.heard', itemId, heardMs, final: heardMs >= 2_000 },
});
export const begins = (itemId: string): BridgeInput => ({ type: 'model.speech_started', itemId, atMs: 0 });
export const busy: ModelTrouble = { code: 'rate_limit_exceeded', kind: 'passing', retryAfterMs: 2_000 };

/** The model has been asked to greet. */
export const asked = play(prepared, createBridgeState(start)).state;
/** The greeting was heard, and the candidate is waited for. */
const greeted = play([...sentence('r1', 'i1'), heard('i1')], asked).state;

/** What a bridge does then. */
export const after = (inputs: readonly PlayedInput[], from: BridgeState = greeted) =>
  namesOf(play(inputs, from).effects);
/** Where a bridge stands then. */
export const before = (inputs: readonly PlayedInput[], from: BridgeState = greeted) =>
  play(inputs, from).state;
export const told = (inputs: readonly PlayedInput[], from: BridgeState = greeted) =>
  play(inputs, from)
    .effects.flatMap((effect) => (effect.type === 'model.tell' ? [effect.text] : []))
    .join('\n');
