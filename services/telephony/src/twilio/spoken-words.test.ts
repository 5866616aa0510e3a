import { describe, expect, it } from 'vitest';
import { spokenLanguages, spokenWords, toSpokenLanguage } from './spoken-words.ts';

const textsOf = (words: object): string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value as object)));

describe('what telephony says', () => {
  it('is said in every language in words of its own', () => {
    const all = spokenLanguages.flatMap((language) => textsOf(spokenWords[language]));
    expect(all).toHaveLength(spokenLanguages.length * textsOf(spokenWords.en).length);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(spokenLanguages)('can be said in time: %s', (language) => {
    const { gate, begin, codeGate, wrongKey, confirmBlock, farewells } = spokenWords[language];
    // At fourteen characters a second plus the waits for keys, the gate is over before its sixty seconds.
    expect(gate.length + begin.length + 2 * wrongKey.length).toBeLessThan(14 * 35);
    expect(Math.max(codeGate.length, confirmBlock.length)).toBeLessThan(14 * 22);
    // In a farewell a voice says about twenty short characters a second. The session closes after five seconds.
    for (const occasion of ['not_ready', 'wrong_keys', 'blocked'] as const) {
      expect(farewells[occasion].length, occasion).toBeLessThan(90);
    }
  });

  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['PT-br', 'pt'],
    ['ja', 'en'],
    ['', 'en'],
  ])('in an interview in %j is said in %s', (tag, language) => {
    expect(toSpokenLanguage(tag)).toBe(language);
  });
});
