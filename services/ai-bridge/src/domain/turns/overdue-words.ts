import { andThen } from '../and-then.ts';
import type { BridgeState } from '../bridge-state.ts';
import type { Step } from '../bridge-step.ts';
import { onTranscribed, pendingTranscriptions } from './candidate-turn.ts';

/** How long after its end a turn's words may take, in caller audio. */
const overdueMs = 30_000;
const lookEveryMs = 1_000;

/** A turn whose words never come leaves a gap in its place on the record, or the part of its words that there was. */
export function leaveGaps(state: BridgeState, audioMs: number): Step {
  const { clockMs } = state.conversation;
  if (clockMs % lookEveryMs >= audioMs) return [state, []];
  let step: Step = [state, []];
  for (const { itemId, endedAtMs, text } of pendingTranscriptions(state)) {
    if (clockMs - (endedAtMs ?? clockMs) < overdueMs) continue;
    step = andThen(step, (current) => onTranscribed(current, itemId, text === '' ? null : text));
  }
  return step;
}
