import type { BridgeState, Step } from './bridge-state.ts';
import type { Turn } from './conversation.ts';

/** Tells the model a turn of an earlier session, where it was on the record. */
export function replay(state: BridgeState, turn: Turn, text: string): Step {
  if (text === '') return [state, []];
  const { itemId, speaker } = turn;
  const foreign = new Set(state.foreign);
  foreign.delete(itemId);
  return [
    { ...state, foreign, replayedLast: itemId },
    [{ type: 'model.replay', itemId, previousItemId: state.replayedLast, speaker, text }],
  ];
}
