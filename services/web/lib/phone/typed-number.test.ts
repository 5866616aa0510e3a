import { describe, expect, it } from 'vitest';
import { browserRegion } from './browser-region.ts';
import { countryChoices, readTypedNumber } from './typed-number.ts';

const berlin = { outcome: 'number', e164: '+4930901820', shown: '+49 30 901820', country: 'DE' };

describe('a phone number as it is typed', () => {
  it.each([
    '030 901820',
    '030/90 18-20',
    '(030) 901820',
    '+49 30 901820',
    '+49 (0)30 901820',
    '0049 30 901820',
    'tel:+4930901820',
    '\u202a+49 30 901820\u202c',
    '٠٣٠ ٩٠١٨٢٠',
  ])('is read in a usual format: %s', (text) => {
    expect(readTypedNumber(text, 'DE')).toEqual(berlin);
  });

  it('belongs to its own country, whatever country is chosen', () => {
    expect(readTypedNumber('+1 416 555 0100', 'DE')).toMatchObject({ country: 'CA' });
    expect(readTypedNumber('0171 1234567', 'DE')).toMatchObject({ e164: '+491711234567' });
    expect(readTypedNumber('020 7946 0018', 'GB')).toMatchObject({ country: 'GB' });
  });

  it.each(['110', '911', '999', '116 117'])('%s is never called', (text) => {
    expect(readTypedNumber(text, 'DE')).toEqual({ outcome: 'short' });
  });

  it('has no extension', () => {
    expect(readTypedNumber('+1 416 555 0100 ext. 12', 'US')).toEqual({ outcome: 'extension' });
  });

  it.each(['', 'baker', '+49 30', '030 901820 and 030 901821', '0171', '+999 1234567'])(
    'is none in "%s"',
    (text) => {
      expect(readTypedNumber(text, 'DE').outcome).toMatch(/unreadable|short/);
    },
  );

  it('without a known country is read in international format alone', () => {
    expect(readTypedNumber('030 901820', 'XX')).toEqual({ outcome: 'unreadable' });
    expect(readTypedNumber('+49 30 901820', 'XX')).toEqual(berlin);
  });
});

describe('the choice of a country', () => {
  it('is in the order of names in the language of the page', () => {
    const names = countryChoices('de').map(({ name }) => name);
    expect(names).toContain('Deutschland (+49)');
    expect(names.indexOf('Ägypten (+20)')).toBeLessThan(names.indexOf('Brasilien (+55)'));
  });

  it.each([
    [['de-AT', 'en-US'], 'AT'],
    [['de', 'en-GB'], 'GB'],
    [['de'], 'DE'],
    [['en'], 'US'],
    [['es-419'], 'ES'],
    [['no tag'], 'US'],
    [[], 'US'],
  ])('begins with the country of the browser: %j is %s', (languages, region) => {
    expect(browserRegion(languages)).toBe(region);
  });
});
