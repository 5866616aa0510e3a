import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { EventOf, StoredEvent } from '@ringback/shared/contract/stored-events';
import type { VoiceSpan } from '@ringback/shared/contract/voice-span';
import { countWords } from '@ringback/shared/report/language-tools';

/** One turn as a report sees it. Times are in ms of caller audio, as measured where that is known. */
export interface HeardTurn {
  itemId: string;
  speaker: 'candidate' | 'interviewer';
  text: string;
  startedAtMs: number;
  endedAtMs: number;
  /** How long after the end of the other speaker's last turn it began. Null: that is not known, or it began before. */
  afterMs: number | null;
  /** When the voice was heard. Null: not measured, as always for the interviewer. */
  voiced: readonly VoiceSpan[] | null;
  /** When the line brought no audio. */
  lineGaps: readonly VoiceSpan[];
  /** It was said after the interviewer had invited the candidate's own questions. */
  isAfterQuestions: boolean;
}

/** What the interviewer asked, and what the candidate answered. A follow-up is a question of its own. */
export interface Exchange {
  /** `q1`, `q2` … */
  id: string;
  text: string;
  /** Every item of the exchange, question and answer. */
  itemIds: readonly string[];
  answer: readonly HeardTurn[];
}

/** The conversation from which a report is made. */
export interface Interview {
  language: string;
  turns: readonly HeardTurn[];
  exchanges: readonly Exchange[];
}

const mostExchanges = 100;
/** "Take your time." asks nothing. An answer to it belongs to the question before. */
const mostWordsOfPrompt = 8;
const questionMark = /[?？؟;]/;

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

/**
 * Divides a conversation into exchanges: what the interviewer has said since the last answer, then the answer. The
 * same conversation always gives the same questions.
 */
function toExchanges(turns: readonly HeardTurn[], language: string): Exchange[] {
  const exchanges: { question: HeardTurn[]; answer: HeardTurn[] }[] = [];
  for (const turn of turns) {
    const current = exchanges.at(-1);
    if (turn.speaker === 'candidate') {
      current?.answer.push(turn);
      continue;
    }
    const asks = questionMark.test(turn.text) || countWords(turn.text, language) > mostWordsOfPrompt;
    if (current === undefined || (current.answer.length > 0 && asks))
      exchanges.push({ question: [turn], answer: [] });
    else current.question.push(turn);
  }
  return exchanges.slice(0, mostExchanges).map(({ question, answer }, index) => ({
    id: `q${index + 1}`,
    text: question.map(({ text }) => text).join(' '),
    itemIds: [...question, ...answer].map(({ itemId }) => itemId),
    answer,
  }));
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
  const questions = turns.filter(({ isAfterQuestions }) => !isAfterQuestions);
  return { language, turns, exchanges: toExchanges(questions, language) };
}
