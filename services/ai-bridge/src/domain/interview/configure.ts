import type { BridgeEffect, BridgeState, Step } from '../bridge-state.ts';
import { buildInstructions } from './instructions.ts';

const receiptLimitMs = 5_000;

/** Gives the model the configuration; the interviewer does not speak before it has confirmed these very instructions. */
export function configure(state: BridgeState): Step {
  const { jobConfiguration, configurationHash, voiceFixed } = state;
  const instructions = buildInstructions(jobConfiguration, state.interviewPhase ?? 'warm_up', state.plan);
  // Before the first word the time runs from the taking of the session: opening the model's socket is a part of it.
  const isFirst = state.phase === 'preparing' && !state.restoring && state.losses === 0;
  const limit: BridgeEffect[] = isFirst
    ? []
    : [{ type: 'set_timer', name: 'receipt', afterMs: receiptLimitMs }];
  return [
    {
      ...state,
      awaited: { instructions, configurationHash },
      voice: voiceFixed ? state.voice : jobConfiguration.voice,
    },
    [{ type: 'model.configure', instructions, jobConfiguration, withVoice: !voiceFixed }, ...limit],
  ];
}
