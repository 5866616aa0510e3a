import { expect, it } from 'vitest';
import { en } from '../words/en.ts';
import { enSetUp } from '../words/en-set-up.ts';
import { toProblemWords } from '../words/problem-words.ts';
import { toQuoteRefusal } from './quote-refusal.ts';

const { start } = enSetUp;
const quote = { currency: 'USD', perMinute: 0, estimate: 0 } as const;

it('refuses a price with the words that a refused start has, so that one of them can be left out', () => {
  const refused = { ...quote, allowed: false, code: 'dialling_disabled' };
  expect(toQuoteRefusal(en, start, refused)).toBe(toProblemWords(en, { code: 'dialling_disabled' }));
  expect(toQuoteRefusal(en, start, { ...quote, allowed: false })).toBe(start.notAllowed);
  for (const other of [null, 'unknown', { ...quote, allowed: true }] as const)
    expect(toQuoteRefusal(en, start, other)).toBeNull();
});
