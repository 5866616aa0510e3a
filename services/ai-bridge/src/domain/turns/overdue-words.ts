import { andThen } from '../and-then.ts';
import type { BridgeState } from '../bridge-state.ts';
import type { Step } from '../bridge-step.ts';
import { onTranscribed, pendingTranscriptions } from './candidate-turn.ts';
import type { Turn } from './conversation.ts';

/** How long after its end a turn's words may take, in caller audio. */
const overdueMs = 30_000;
const lookEveryMs = 1_000;

/** Turns whose words never come, by this time. */
function overdueTurns(state: BridgeState, clockMs: number): Turn[] {
  return pendingTranscriptions(state).filter(
    ({ endedAtMs }) => clockMs - (endedAtMs ?? clockMs) >= overdueMs,
  );
}

/** Looked for once in a second of audio. `audioMs`: the length of the piece by which it became `clockMs`. */
export function areWordsOverdue(state: BridgeState, clockMs: number, audioMs: number): boolean {
  return clockMs % lookEveryMs < audioMs && overdueTurns(state, clockMs).length > 0;
}

/** A turn whose words never come leaves a gap in its place on the record, or the part of its words that there was. */
export function leaveGaps(state: BridgeState): Step {
  let step: Step = [state, []];
  for (const { itemId, text } of overdueTurns(state, state.conversation.clockMs)) {
    step = andThen(step, (current) => onTranscribed(current, itemId, text === '' ? null : text));
  }
  return step;
}
