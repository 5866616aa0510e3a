import { describe, expect, it } from 'vitest';
import { languageOfRequest } from './request-language.ts';

describe('a call whose session is not known', () => {
  it.each([
    ['fr', 'DE', 'fr'],
    [undefined, 'DE', 'de'],
    [undefined, 'AT', 'de'],
    [undefined, 'BR', 'pt'],
    [undefined, 'MX', 'es'],
    [undefined, 'NL', 'nl'],
    [undefined, 'US', 'en'],
    [undefined, 'JP', 'en'],
    [undefined, 'ZZ', 'en'],
    [undefined, null, 'en'],
    [['de', 'fr'], null, 'en'],
  ])('with the address %j from %s is answered in %s', (lang, country, language) => {
    expect(languageOfRequest(lang, country)).toBe(language);
  });
});
