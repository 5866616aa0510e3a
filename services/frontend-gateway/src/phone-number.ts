import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { KnownNumber } from './domain/dial-permission.ts';

/** Emergency and service numbers are this short everywhere, with or without a country code. */
const longestShortNumber = 6;
const separators = /[\s().\-/]/g;

type NumberReading =
  | { outcome: 'number'; number: KnownNumber }
  /** Not a phone number in international form. */
  | { outcome: 'invalid' }
  /** A short number: emergency or special service. */
  | { outcome: 'short' };

/** Reads what a person typed as a phone number, by the numbering plans of libphonenumber (all metadata). */
export function readPhoneNumber(text: string): NumberReading {
  const bare = text.trim().replace(separators, '');
  // ASCII digits only: other scripts' digits look alike and are somebody's trick.
  if (!/^\+?[0-9]{2,15}$/.test(bare)) return { outcome: 'invalid' };
  if (bare.replace('+', '').length <= longestShortNumber) return { outcome: 'short' };
  const parsed = bare.startsWith('+') ? parsePhoneNumberFromString(bare) : undefined;
  if (!parsed?.isValid()) return { outcome: 'invalid' };
  const { number, country } = parsed;
  return {
    outcome: 'number',
    number: { e164: number, country: country ?? null, kind: parsed.getType() ?? null },
  };
}
