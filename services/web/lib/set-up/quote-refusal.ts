import type { Quote } from '@ringback/shared/contract/http-api';
import { toProblemWords } from '../words/problem-words.ts';
import type { SetUpWords } from '../words/set-up-words.ts';
import type { Words } from '../words/words.ts';

/** Why this call has no price. Null: it has one, or it is not known yet. */
export function toQuoteRefusal(
  words: Words,
  start: SetUpWords['start'],
  quote: Quote | 'unknown' | null,
): string | null {
  if (quote === null || quote === 'unknown' || quote.allowed) return null;
  return quote.code === undefined ? start.notAllowed : toProblemWords(words, { code: quote.code });
}
