import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

describe('numbers and words of a language', () => {
  const [en, de] = [createFormat('en'), createFormat('de')];
  it('chooses between one and other', () => {
    const words = { one: '# question', other: '# questions' };
    expect([0, 1, 2, 1_000].map((count) => en.plural(count, words))).toEqual([
      '0 questions',
      '1 question',
      '2 questions',
      '1,000 questions',
    ]);
    expect(de.plural(1_000, { one: '# Frage', other: '# Fragen' })).toBe('1.000 Fragen');
  });
  it('writes durations, lists and money', () => {
    expect([en.minutes(1), en.minutes(5), de.minutes(5)]).toEqual(['1 minute', '5 minutes', '5 Minuten']);
    expect(de.list(['a', 'b', 'c'])).toBe('a, b und c');
    expect([en.usd(0.5), de.usd(0.5).replace(/\s/g, ' ')]).toEqual(['US$0.50', '0,50 $']);
  });
});
