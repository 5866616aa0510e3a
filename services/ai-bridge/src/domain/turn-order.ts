import type { BridgeState } from './bridge-state.ts';
import { earlierTurns, presumedPrevious, previousTurn, type Turn } from './conversation.ts';

/** A loss has torn the model's chain of items around this turn: only the times of speech tell its place. */
function isTorn(state: BridgeState, turn: Turn): boolean {
  return state.foreign.size > 0 || (turn.startedAtMs ?? Number.POSITIVE_INFINITY) < state.liveFromMs;
}

/** The turn on the record that this one follows: by the model's chain of items, or by time where that is torn. */
export function followedTurn(state: BridgeState, turn: Turn): string | null {
  if (isTorn(state, turn)) return earlierTurns(state.conversation, turn).at(-1)?.itemId ?? null;
  return previousTurn(state.conversation, turn.itemId);
}

/** The same for words that are being said, which the model's chain does not hold yet. */
export function presumedTurn(state: BridgeState, turn: Turn): string | null {
  return isTorn(state, turn) ? followedTurn(state, turn) : presumedPrevious(state.conversation, turn.itemId);
}
