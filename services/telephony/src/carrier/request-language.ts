import { type SpokenLanguage, toSpokenLanguage } from '../twilio/spoken-words.ts';

/**
 * The language for a call whose session is not known yet or cannot be read. Our own address names it (`lang`).
 * Otherwise it is the language that most people in the caller's country speak (CLDR, "likely subtags").
 */
export function languageOfRequest(lang: unknown, fromCountry: string | null): SpokenLanguage {
  if (typeof lang === 'string') return toSpokenLanguage(lang);
  if (fromCountry === null) return 'en';
  return toSpokenLanguage(new Intl.Locale(`und-${fromCountry}`).maximize().language);
}
