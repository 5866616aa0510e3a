import { type StudyStep, studySteps } from '@ringback/shared/contract/interview-mode';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { StoredEvent } from '@ringback/shared/contract/stored-events';

/** What turns of the interviewer were, by item. A word of another version says nothing here. */
export type StudyMarks = ReadonlyMap<string, StudyStep>;

/** The interviewer's first turn that was recorded after this place of the log. */
function nextTurn(events: readonly StoredEvent[], place: number): string | null {
  const next = events
    .slice(place)
    .find(
      (event) =>
        (event.type === 'transcript.completed' || event.type === 'transcript.interrupted') &&
        event.speaker === 'interviewer',
    );
  return next !== undefined && 'itemId' in next ? next.itemId : null;
}

/** Reads off the log which turns were hints, feedback, or the beginning of another try. The first word on a turn counts. */
export function readStudyMarks(
  transcript: readonly TranscriptItem[],
  events: readonly StoredEvent[],
): StudyMarks {
  const said = new Set(
    transcript.filter(({ speaker }) => speaker === 'interviewer').map(({ itemId }) => itemId),
  );
  const marks = new Map<string, StudyStep>();
  for (const [place, event] of events.entries()) {
    if (event.type !== 'interview.studied') continue;
    const step = studySteps.find((known) => known === event.step);
    const itemId = event.turnId ?? nextTurn(events, place);
    if (step !== undefined && itemId !== null && said.has(itemId) && !marks.has(itemId))
      marks.set(itemId, step);
  }
  return marks;
}
