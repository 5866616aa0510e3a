import { expect, it } from 'vitest';
import { limitWords } from './limit-words.ts';

it.for([
  [60_000, 'A limit is reached. Try again in 1 minute.'],
  [41.2 * 60_000, 'A limit is reached. Try again in 42 minutes.'],
  [5.5 * 3_600_000, 'A limit is reached. Try again in 6 hours.'],
] as const)('a limit that lasts %i ms says how long', ([retryAfterMs, words]) => {
  expect(limitWords({ retryAfterMs })).toBe(words);
});

it('a limit that is over in a moment, or says nothing, has no words of its own', () => {
  expect(limitWords({ retryAfterMs: 59_999 })).toBeNull();
  expect(limitWords(undefined)).toBeNull();
});
