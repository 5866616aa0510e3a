import { type BridgeState, withModel } from '../bridge-state.ts';
import type { BridgeEffect, Step } from '../bridge-step.ts';
import { buildInstructions } from './instructions.ts';

const receiptLimitMs = 5_000;

/** The interview has not begun, on this bridge or another, and no model session was lost. */
export function isFirstModel({ phase, model, losses }: BridgeState): boolean {
  return phase === 'preparing' && !model.isRestoring && losses.count === 0;
}

/**
 * Gives the model the configuration. The interviewer does not speak before the model has confirmed these very
 * instructions.
 */
export function configure(state: BridgeState): Step {
  const { jobConfiguration, configurationHash, phase, plan } = state.interview;
  const { voice, isVoiceFixed } = state.model;
  const instructions = buildInstructions(jobConfiguration, phase ?? 'warm_up', plan);
  // Before the first word, the time runs from the start of the bridge. It includes opening the model's socket.
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
