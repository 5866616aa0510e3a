import { parseDigits, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { KnownNumber } from '../domain/dial-permission.ts';

/** Emergency and service numbers are this short everywhere, with or without a country code. */
const longestShortNumber = 6;
/** Invisible marks that are pasted along: direction marks, joiners, variation selectors, soft hyphens, keycaps. */
const unseen = /[\p{Cf}\p{Mn}\p{Me}]/gu;
/** Full-width signs, brackets and digits. Each is 0xFEE0 above its ASCII form. */
const wide = /[\u{FF01}-\u{FF5E}]/gu;
const wideOffset = 0xfee0;
/** What people put between digits: spaces, brackets, every dash, dots, slashes. */
const separators = /[\s().\-/~\p{Pd}\u{2212}\u{00B7}\u{2022}]/gu;
const dialable = /^\+[1-9][0-9]{6,14}$/;

type NumberReading =
  | { outcome: 'number'; number: KnownNumber }
  /** Not a phone number in international form. */
  | { outcome: 'invalid' }
  /** A short number: emergency or special service. */
  | { outcome: 'short' };

/**
 * Reads what a person typed or pasted as the phone number that it shows, by the numbering plans of libphonenumber (all
 * metadata). Digits of other scripts are read, and the result has ASCII digits only. A number with an extension is
 * refused: the extension could not be dialled, and the wrong person would answer.
 */
export function readPhoneNumber(text: string): NumberReading {
  const bare = toBare(text);
  if (!/^\+?[0-9]{2,15}$/.test(bare)) return { outcome: 'invalid' };
  if (bare.replace('+', '').length <= longestShortNumber) return { outcome: 'short' };
  const parsed = bare.startsWith('+') ? parsePhoneNumberFromString(bare) : undefined;
  if (!parsed?.isValid() || !dialable.test(parsed.number)) return { outcome: 'invalid' };
  const { number, country } = parsed;
  return {
    outcome: 'number',
    number: { e164: number, country: country ?? null, kind: parsed.getType() ?? null },
  };
}

/** `+` and digits, if the text shows nothing else. */
function toBare(text: string): string {
  const seen = text
    .replace(unseen, '')
    .replace(wide, (character) => String.fromCharCode(character.charCodeAt(0) - wideOffset))
    .trim()
    .replace(/^tel:/i, '')
    .replace(separators, '');
  // libphonenumber knows the digits of the scripts in which phone numbers are written.
  return seen.replace(/\p{Nd}/gu, (digit) => parseDigits(digit) || digit);
}

/** The code of its country, such as `49`. Empty when the numbering plan knows none. */
export function callingCodeOf(e164: string): string {
  return parsePhoneNumberFromString(e164)?.countryCallingCode ?? '';
}
