import { expect, it } from 'vitest';
import { en } from '../words/en.ts';
import { toProblemWords } from '../words/problem-words.ts';
import { toQuoteRefusal } from './quote-refusal.ts';

const quote = { currency: 'USD', perMinute: 0, estimate: 0 } as const;

it('refuses a price with the words that a refused start has, so that one of them can be left out', () => {
  const refused = { ...quote, allowed: false, code: 'dialling_disabled' };
  expect(toQuoteRefusal(en, refused)).toBe(toProblemWords(en, { code: 'dialling_disabled' }));
  expect(toQuoteRefusal(en, { ...quote, allowed: false })).toBe(en.start.notAllowed);
  for (const other of [null, 'unknown', { ...quote, allowed: true }] as const)
    expect(toQuoteRefusal(en, other)).toBeNull();
});
