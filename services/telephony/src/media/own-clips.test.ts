import { expect, it } from 'vitest';
import { spokenLanguages } from '../twilio/spoken-words.ts';
import { clipsIn, isOwn } from './own-clips.ts';

it.each(spokenLanguages)('what is said into a conversation is there in %s, and short', (language) => {
  const { oneMoment, apology } = clipsIn(language);
  for (const { itemId, ms } of [oneMoment, apology]) {
    expect(isOwn(itemId)).toBe(true);
    expect(ms).toBeGreaterThan(1_000);
  }
  expect(oneMoment.ms).toBeLessThan(2_500);
  expect(apology.ms).toBeLessThan(8_000);
});

it('is said in each language in its own words', () => {
  const payloads = spokenLanguages.flatMap((language) => {
    const { oneMoment, apology } = clipsIn(language);
    return [oneMoment.payload, apology.payload];
  });
  expect(new Set(payloads).size).toBe(2 * spokenLanguages.length);
});
