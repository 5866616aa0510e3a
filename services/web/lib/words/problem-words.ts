import type { Words } from './words.ts';

/** Of an `ApiError`: its code, and what the server tells besides. */
interface Problem {
  code: string;
  details?: unknown;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const readDetail = (details: unknown, key: string): unknown =>
  typeof details === 'object' && details !== null ? Reflect.get(details, key) : undefined;

/** A wait of a minute or more is told with its number. */
function toWaitWords({ problems }: Words, details: unknown): string | null {
  const waitMs = readDetail(details, 'retryAfterMs');
  if (typeof waitMs !== 'number' || !(waitMs >= minuteMs)) return null;
  if (waitMs < 2 * hourMs) return problems.limitedMinutes(Math.ceil(waitMs / minuteMs));
  return problems.limitedHours(Math.ceil(waitMs / hourMs));
}

function lookUp(table: Readonly<Record<string, string>>, word: unknown): string | null {
  return typeof word === 'string' && Object.hasOwn(table, word) ? (table[word] ?? null) : null;
}

/**
 * What a person is told of a failed request: what happened, what was kept, what to do. A code that is newer than this
 * page is told in general words.
 */
export function toProblemWords(words: Words, { code, details }: Problem): string {
  const { problems } = words;
  if (code === 'unreachable') return problems.unreachable;
  if (code === 'answer_unreadable' || code === 'unexpected') return problems.unreadable;
  const told =
    code === 'limited'
      ? toWaitWords(words, details)
      : code === 'practice_unavailable'
        ? lookUp(problems.refusedPractices, readDetail(details, 'reason'))
        : null;
  return told ?? lookUp(problems.codes, code) ?? problems.general;
}

/** The words of a schema (`contract/job-configuration.ts`, `text.ts`) for a text that is too long, with its bound. */
const tooLong = /at most (\d+) characters/;

/** What a person is told of one field that the server, or the contract's schema, refuses. `label`: the field's name. */
export function toFieldProblemWords({ problems }: Words, label: string, message: string): string {
  const most = tooLong.exec(message)?.[1];
  if (most !== undefined) return problems.fieldTooLong(label, Number(most));
  return message.startsWith('is needed') ? problems.fieldNeeded(label) : problems.fieldUnusable(label);
}
