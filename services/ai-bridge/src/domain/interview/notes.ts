import type { BridgeState, Step } from '../bridge-state.ts';

/** The model, asked now, could not know what to say, or would not be heard. */
export function isMute({ restoring, away }: BridgeState): boolean {
  return restoring || away !== null;
}

/** A note of the director's to the model. While it is away the note waits for the next session. */
export function tell(state: BridgeState, text: string): Step {
  return [{ ...state, lastNote: text }, isMute(state) ? [] : [{ type: 'model.tell', text }]];
}
