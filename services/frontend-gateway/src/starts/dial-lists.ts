import { isSupportedCountry } from 'libphonenumber-js/max';
import { z } from 'zod';
import { readPhoneNumber } from './phone-number.ts';

/** An entry with more digits than this may be a person's number and is not repeated in a message. */
const mostShownDigits = 3;

const toEntries = (text: string) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** Names an entry in a message: by its text, or by its position when it may be a person's number. */
function nameOf(entry: string, index: number): string {
  const digits = entry.replace(/\P{Nd}/gu, '').length;
  return digits > mostShownDigits || entry.length > 40 ? `entry ${index + 1}` : `"${entry}"`;
}

/**
 * A comma-separated list of what may be dialled. An entry that cannot be read stops the start. A list that is silently
 * shorter than its owner thinks would refuse their candidates, and one that is silently ignored would protect no
 * number.
 */
function dialList(read: (entry: string) => string | null, expected: string) {
  return z.string().transform((text, context) =>
    toEntries(text).flatMap((entry, index) => {
      const known = read(entry);
      if (known !== null) return [known];
      context.addIssue({ code: 'custom', message: `${nameOf(entry, index)} ${expected}` });
      return [];
    }),
  );
}

/** Numbers as people write them, read as E.164. */
export const dialNumbersSchema = dialList((entry) => {
  const reading = readPhoneNumber(entry);
  return reading.outcome === 'number' ? reading.number.e164 : null;
}, 'is not a phone number in international form, such as +14155550100');

/** Countries by their two letters (ISO 3166-1), read as capitals. */
export const dialCountriesSchema = dialList((entry) => {
  const country = entry.toUpperCase();
  return isSupportedCountry(country) ? country : null;
}, 'is not a country by its two letters, such as US or GB');
