import { type SpokenLanguage, toSpokenLanguage } from '../twilio/spoken-words.ts';

/**
 * The language that a call is spoken to in before its session is known, or while it cannot be read: as our own
 * address says (`lang`), else the one that most people of the caller's country speak (CLDR, "likely subtags").
 */
export function languageOfRequest(lang: unknown, fromCountry: string | null): SpokenLanguage {
  if (typeof lang === 'string') return toSpokenLanguage(lang);
  if (fromCountry === null) return 'en';
  return toSpokenLanguage(new Intl.Locale(`und-${fromCountry}`).maximize().language);
}
