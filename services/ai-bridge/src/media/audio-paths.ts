import type { Actor } from '@ringback/shared/runtime/actor';
import type { NamedTimers } from '@ringback/shared/runtime/named-timers';
import type { BridgeState } from '../domain/bridge-state.ts';
import type { BridgeInput, Step, TimerName } from '../domain/bridge-step.ts';
import type { ModelSide } from '../model/model-side.ts';
import type { TelephonySide } from '../session/telephony-side.ts';
import { type CallerToModel, createCallerToModel } from './caller-to-model.ts';
import { createModelToCaller, type ModelToCaller } from './model-to-caller.ts';

/** Both ways of a call's audio, beside the machine of its bridge. */
export interface AudioPaths {
  caller: Pick<CallerToModel, 'take'>;
  interviewer: Pick<ModelToCaller, 'take'>;
  /** The machine's state with what both ways have counted since its last step. */
  counted(state: BridgeState): BridgeState;
  /** A step of the machine, which begins with that. */
  step(state: BridgeState, input: BridgeInput): Step;
  close(): void;
}

export function openAudioPaths(parts: {
  transition: (state: BridgeState, input: BridgeInput) => Step;
  machine: Pick<Actor<BridgeInput, BridgeState>, 'state' | 'send'>;
  model: Pick<ModelSide, 'send'>;
  telephony: Pick<TelephonySide, 'audio'>;
  timers: Pick<NamedTimers<TimerName>, 'set'>;
  /** A piece of audio came too late to be heard. */
  onStale: (kind: string) => void;
}): AudioPaths {
  const { transition, onStale } = parts;
  const caller = createCallerToModel({ ...parts, onIgnored: () => onStale('call.audio') });
  const interviewer = createModelToCaller(parts);
  const counted = (state: BridgeState) => interviewer.counted(caller.counted(state));
  return {
    ...{ caller, interviewer, counted },
    step(state, input) {
      const step = transition(counted(state), input);
      caller.follow(input, step);
      interviewer.follow();
      return step;
    },
    close() {
      caller.close();
      interviewer.close();
    },
  };
}
