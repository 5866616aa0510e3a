import { type BridgeState, withInterview } from '../bridge-state.ts';
import type { Step } from '../bridge-step.ts';

/** A model that was asked now would not know what to say, or would not be heard. */
export function isMute({ model, line }: Pick<BridgeState, 'model' | 'line'>): boolean {
  return model.isRestoring || line.away !== null;
}

/** Gives the model a note of the director's. While the model is away, the note waits for the next session. */
export function tell(state: BridgeState, text: string): Step {
  return [withInterview(state, { lastNote: text }), isMute(state) ? [] : [{ type: 'model.tell', text }]];
}
