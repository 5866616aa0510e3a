import { z } from 'zod';
import { isReportPending, type ReportStatus } from './report-status.ts';
import { storedText, storedWord } from './text.ts';

/**
 * A report asks for the fact that an answer lacks. When the candidate has given it, a stronger version of that answer
 * is written, from what was said, the résumé and that fact alone.
 */

/** How many facts a session takes from its candidate. */
export const mostGivenFacts = 20;
export const mostFactCharacters = 500;
/** How many attempts a stronger answer gets. Each worker that died counts. */
export const mostStrongerAttempts = 3;
/** A longer answer than anyone gives in an interview is refused. */
export const mostStrongerCharacters = 4_000;
/** What one stored stronger answer may weigh, as UTF-8 of its JSON. */
const mostStrongerBytes = 32 * 1024;

/** What stands in a stronger answer for a number or a name that the candidate has not given. */
export const blank = '___';

const number = z.number();

/**
 * A fact that was given, and the state of the stronger answer that it leads to: `queued`, `working`, `ready`, `failed`.
 * Its number is its place in the session's list, from 1. Its text stands in the log and the view alone.
 */
export const givenFactSchema = z.object({
  /** The version of the report that asked for it, and the question there. */
  version: number,
  questionId: storedWord,
  state: storedWord,
  attempt: number.default(0),
  /** Why there is no stronger answer, as a word of `reportFailures`. */
  reason: storedWord.nullable().default(null),
  /** Names the stored stronger answer. */
  hash: storedWord.nullable().default(null),
  /** In US dollars. */
  costUsd: number.default(0),
});
export type GivenFact = z.infer<typeof givenFactSchema>;

/** Whether its stronger answer is still to come. */
export const isFactPending = ({ state }: Pick<GivenFact, 'state'>): boolean =>
  state === 'queued' || state === 'working';

/** Whether a report or a stronger answer of a closed session is still to come. */
export function isResultPending({
  report,
  givenFacts,
}: {
  report: Pick<ReportStatus, 'state'>;
  givenFacts: readonly Pick<GivenFact, 'state'>[];
}): boolean {
  return isReportPending(report) || givenFacts.some(isFactPending);
}

/** A stronger answer as it is stored, under the hash of its JSON. Any release may have written it. */
export const strongerAnswerSchema = z.object({
  format: number,
  /** The number of the fact that it was written from. */
  factNumber: number,
  version: number,
  questionId: storedWord,
  /** Epoch ms. */
  madeAt: number,
  madeBy: z.object({
    /** `model`; `rules`: the stand-in of this machine. */
    writer: storedWord,
    model: storedWord.nullable().default(null),
    promptVersion: storedWord.default(''),
  }),
  cost: z.object({
    usd: number,
    input: number.default(0),
    cached: number.default(0),
    output: number.default(0),
  }),
  text: storedText,
  /** How often a blank stands in the text. */
  blanks: number.default(0),
});
export type StrongerAnswer = z.infer<typeof strongerAnswerSchema>;

/** What this release writes as `format`. */
export const strongerFormat = 1;

/** A stronger answer as JSON, as its reader reads it. Null: it is too long, or could not be read; nothing is stored. */
export function writeStrongerAnswer(answer: StrongerAnswer): string | null {
  const read = strongerAnswerSchema.safeParse(JSON.parse(JSON.stringify(answer)));
  if (!read.success || read.data.text.length > mostStrongerCharacters) return null;
  const text = JSON.stringify(read.data);
  return new TextEncoder().encode(text).length > mostStrongerBytes ? null : text;
}
