import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './languages.ts';

describe('the language of a page', () => {
  it.for([
    [undefined, null, 'en'],
    [undefined, '', 'en'],
    [undefined, 'de-AT,de;q=0.9,en;q=0.8', 'de'],
    [undefined, 'fr-FR, fr;q=0.9, de;q=0.5, en;q=0.3', 'de'],
    [undefined, 'ja', 'en'],
    ['en', 'de', 'en'],
    ['de', 'en', 'de'],
    ['constructor', 'de', 'de'],
    ['xx', null, 'en'],
  ] as const)('chosen %s, accepted %s: %s', ([chosen, accepted, expected]) => {
    expect(chooseLanguage(chosen, accepted)).toBe(expected);
  });
});
