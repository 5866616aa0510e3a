import { type BridgeState, withModel } from '../bridge-state.ts';
import type { BridgeEffect, Step } from '../bridge-step.ts';
import { buildInstructions } from './instructions.ts';

const receiptLimitMs = 5_000;

/** The interview has not begun, here or with another bridge, and no model session was lost. */
export function isFirstModel({ phase, model, losses }: BridgeState): boolean {
  return phase === 'preparing' && !model.isRestoring && losses.count === 0;
}

/** Gives the model the configuration; the interviewer does not speak before it has confirmed these very instructions. */
export function configure(state: BridgeState): Step {
  const { jobConfiguration, configurationHash, phase, plan } = state.interview;
  const { voice, isVoiceFixed } = state.model;
  const instructions = buildInstructions(jobConfiguration, phase ?? 'warm_up', plan);
  // Before the first word the time runs from the taking of the session: opening the model's socket is a part of it.
  const limit: BridgeEffect[] = isFirstModel(state)
    ? []
    : [{ type: 'set_timer', name: 'receipt', afterMs: receiptLimitMs }];
  return [
    withModel(state, {
      awaited: { instructions, configurationHash },
      voice: isVoiceFixed ? voice : jobConfiguration.voice,
    }),
    [{ type: 'model.configure', instructions, jobConfiguration, withVoice: !isVoiceFixed }, ...limit],
  ];
}
