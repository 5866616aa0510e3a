import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { EventOf, StoredEvent } from '@ringback/shared/contract/stored-events';
import { type Exchange, toExchanges } from './exchanges.ts';
import type { HeardTurn } from './heard-turn.ts';
import { readStudyMarks } from './study-marks.ts';

/** The conversation from which a report is made. */
export interface Interview {
  language: string;
  turns: readonly HeardTurn[];
  exchanges: readonly Exchange[];
}

const lastPhases: readonly string[] = ['candidate_questions', 'closing'];

/**
 * The items from the interviewer's first words of a last phase on. The answer before those words may be recorded later
 * than the phase, because its transcription takes time.
 */
function itemsAfterQuestions(
  transcript: readonly TranscriptItem[],
  events: readonly StoredEvent[],
): ReadonlySet<string> {
  const from = events.findIndex(
    (event) => event.type === 'interview.phase_changed' && lastPhases.includes(event.phase),
  );
  const recorded = new Set(
    (from < 0 ? [] : events.slice(from)).flatMap((event) =>
      event.type.startsWith('transcript.') ? itemOf(event) : [],
    ),
  );
  const first = transcript.findIndex(
    ({ itemId, speaker }) => speaker === 'interviewer' && recorded.has(itemId),
  );
  return new Set(first < 0 ? [] : transcript.slice(first).map(({ itemId }) => itemId));
}

const itemOf = (event: StoredEvent): string[] => ('itemId' in event ? [event.itemId] : []);

function measuredByItem(events: readonly StoredEvent[]): ReadonlyMap<string, EventOf<'speech.measured'>> {
  return new Map(
    events.flatMap((event) => (event.type === 'speech.measured' ? [[event.itemId, event]] : [])),
  );
}

/** Reads one conversation from its record: its words in order, and when they were spoken. */
export function readInterview(
  transcript: readonly TranscriptItem[],
  events: readonly StoredEvent[],
  language: string,
): Interview {
  const measured = measuredByItem(events);
  const late = itemsAfterQuestions(transcript, events);
  const turns = transcript.map((item): HeardTurn => {
    const { itemId, speaker, text } = item;
    const timing = measured.get(itemId);
    const startedAtMs = timing?.startedAtMs ?? item.startedAtMs ?? 0;
    return {
      ...{ itemId, speaker, text, startedAtMs },
      endedAtMs: Math.max(startedAtMs, timing?.endedAtMs ?? item.endedAtMs ?? 0),
      afterMs: timing?.afterMs ?? null,
      voiced: timing?.voiced ?? null,
      lineGaps: timing?.lineGaps ?? [],
      isAfterQuestions: late.has(itemId),
    };
  });
  const marks = readStudyMarks(transcript, events);
  return { language, turns, exchanges: toExchanges(turns, language, marks) };
}
