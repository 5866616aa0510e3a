import { describe, expect, it } from 'vitest';
import { readPhoneNumber } from './phone-number.ts';

const read = (text: string) => {
  const reading = readPhoneNumber(text);
  return reading.outcome === 'number' ? reading.number.e164 : reading.outcome;
};

/** Text as pasted from contact cards, web pages, mails and messengers, and the number that it shows. */
const shown: [string, string][] = [
  // As typed.
  ['+14155550100', '+14155550100'],
  [' +1 (415) 555-0100 ', '+14155550100'],
  ['+1.415.555.0100', '+14155550100'],
  ['+1/415/555/0100', '+14155550100'],
  ['(+1) 415 555 0100', '+14155550100'],
  ['+1 415 555 0100.', '+14155550100'],
  ['tel:+1-415-555-0100', '+14155550100'],
  ['TEL:+14155550100', '+14155550100'],
  ['+44 (0) 20 7946 0958', '+442079460958'],
  ['+49 (0)30 901820', '+4930901820'],
  ['+33 (0)1 42 68 53 00', '+33142685300'],
  // Direction marks around the number, as a phone's contact card has them.
  ['\u202A+14155550100\u202C', '+14155550100'],
  ['\u202B+14155550100\u202C', '+14155550100'],
  ['\u202D+1 415 555 0100\u202C', '+14155550100'],
  ['\u202E+14155550100\u202C', '+14155550100'],
  ['\u2066+14155550100\u2069', '+14155550100'],
  ['\u2067+14155550100\u2069', '+14155550100'],
  ['\u2068+1 (415) 555-0100\u2069', '+14155550100'],
  ['\u200E+14155550100', '+14155550100'],
  ['\u200F+14155550100\u200F', '+14155550100'],
  ['\u061C+14155550100', '+14155550100'],
  ['+\u202A1415\u202C5550100', '+14155550100'],
  // Joiners, byte order marks, soft hyphens.
  ['\uFEFF+14155550100', '+14155550100'],
  ['+1\u200B415\u200B555\u200B0100', '+14155550100'],
  ['+1\u2060415\u20605550100', '+14155550100'],
  ['+1\u00AD415\u00AD5550100', '+14155550100'],
  ['+1\u200D415\u200C5550100', '+14155550100'],
  // Variation selectors and keycaps.
  ['+\uFE0E14155550100', '+14155550100'],
  ['+1415555010\uFE0E0', '+14155550100'],
  ['+1\uFE0F\u20E34\uFE0F\u20E31\uFE0F\u20E35\uFE0F\u20E3 555 0100', '+14155550100'],
  // Every dash.
  ['+1\u2010415\u2010555\u20100100', '+14155550100'],
  ['+1\u2011415\u2011555\u20110100', '+14155550100'],
  ['+1\u2012415\u2012555\u20120100', '+14155550100'],
  ['+1\u2013415\u2013555\u20130100', '+14155550100'],
  ['+1\u2014415\u2014555\u20140100', '+14155550100'],
  ['+1\u2015415\u2015555\u20150100', '+14155550100'],
  ['+1\u2212415\u2212555\u22120100', '+14155550100'],
  ['+1\uFF0D415\uFF0D555\uFF0D0100', '+14155550100'],
  ['+1\u00B7415\u00B7555\u00B70100', '+14155550100'],
  ['+1~415~5550100', '+14155550100'],
  // Every space.
  ['+1\u00A0415\u00A0555\u00A00100', '+14155550100'],
  ['+1\u202F415\u202F555\u202F0100', '+14155550100'],
  ['+1\u2009415\u2009555\u20090100', '+14155550100'],
  ['+1\u3000415\u3000555\u30000100', '+14155550100'],
  ['+1\t415\n555 0100', '+14155550100'],
  // Wide signs and digits, and digits of other scripts.
  ['\uFF0B\uFF11\uFF14\uFF11\uFF15\uFF15\uFF15\uFF15\uFF10\uFF11\uFF10\uFF10', '+14155550100'],
  ['\uFF0B1\uFF08415\uFF09555\uFF0D0100', '+14155550100'],
  ['+\u0661\u0664\u0661\u0665\u0665\u0665\u0665\u0660\u0661\u0660\u0660', '+14155550100'],
  ['+\u06F1\u06F4\u06F1\u06F5\u06F5\u06F5\u06F5\u06F0\u06F1\u06F0\u06F0', '+14155550100'],
  ['\u2068\u202A+44\u00A020\u20117946\u20110958\u202C\u2069', '+442079460958'],
];

/** Texts that are no number, or show more than one that can be called. */
const none: [string, string][] = [
  ['', 'invalid'],
  ['\u202A\u202C', 'invalid'],
  ['4155550100', 'invalid'],
  ['00441632960000', 'invalid'],
  ['++14155550100', 'invalid'],
  ['+1415555CALL', 'invalid'],
  ['+1 415 555 0100 ext. 5', 'invalid'],
  ['+1 415 555 0100 x5', 'invalid'],
  ['+14155550100,,123#', 'invalid'],
  ['+1 415 555 0100 or +1 415 555 0111', 'invalid'],
  ['+14155550100\u0000', 'invalid'],
  ['+\u2460415 555 0100', 'invalid'],
  ['+\u00B914155550100', 'invalid'],
  ['4'.repeat(40), 'invalid'],
  ['\u2066911\u2069', 'short'],
  ['\uFF19\uFF11\uFF11', 'short'],
  ['+44\u2011999', 'short'],
];

describe('a pasted number', () => {
  it.each(shown)('%j is read as the number that it shows', (text, e164) => {
    expect(read(text)).toBe(e164);
    expect(read(text)).toMatch(/^\+[1-9][0-9]{6,14}$/);
  });

  it.each(none)('%j is %s', (text, outcome) => {
    expect(read(text)).toBe(outcome);
  });

  it('is tested in at least fifty forms', () => {
    expect(new Set(shown.map(([text]) => text)).size).toBeGreaterThanOrEqual(50);
  });
});
