import type { BridgeState } from '../bridge-state.ts';
import { earlierTurns, previousTurn, type Turn } from './conversation.ts';

/**
 * Only the times of speech tell the turn's place. The model has not linked it, as while it is being said or when the
 * end of the call breaks it off, or a loss has broken the model's chain of items around it.
 */
function isUnlinked(state: BridgeState, turn: Turn): boolean {
  if (!state.conversation.previous.has(turn.itemId)) return true;
  return (
    state.model.unknownItems.size > 0 ||
    (turn.startedAtMs ?? Number.POSITIVE_INFINITY) < state.line.liveFromMs
  );
}

/**
 * The turn on the record that this one follows: by the model's chain of items, or by time if the chain does not tell.
 */
export function followedTurn(state: BridgeState, turn: Turn): string | null {
  if (isUnlinked(state, turn)) return earlierTurns(state.conversation, turn).at(-1)?.itemId ?? null;
  return previousTurn(state.conversation, turn.itemId);
}
