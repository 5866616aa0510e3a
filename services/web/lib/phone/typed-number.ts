import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

/**
 * Reads a phone number in any usual format, so that a person sees which number is called before it is. The gateway
 * reads it again, and its judgement is what counts. Loaded when a phone is to be called.
 */
export type TypedNumber =
  /** `country`: null for numbers of no country, such as +800. `shown`: in international format. */
  | { outcome: 'number'; e164: string; shown: string; country: string | null }
  /** Emergency and service numbers are never called. */
  | { outcome: 'short' }
  /** An extension could not be dialled, and the wrong person would answer. */
  | { outcome: 'extension' }
  | { outcome: 'unreadable' };

/** As in the gateway (`readPhoneNumber`). */
const longestShortNumber = 6;

/** Marks that are pasted along and are not seen. */
const unseen = /[\p{Cf}\p{Mn}\p{Me}]/gu;

/** @param country where a number without a country code is from, in two letters */
export function readTypedNumber(text: string, country: string): TypedNumber {
  const bare = text.replace(unseen, '').trim().replace(/^tel:/i, '');
  const digits = bare.replaceAll(/[^\p{Nd}]/gu, '');
  if (digits.length > 1 && digits.length <= longestShortNumber) return { outcome: 'short' };
  const region = isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(bare, {
    extract: false,
    ...(region ? { defaultCountry: region } : {}),
  });
  if (parsed?.ext) return { outcome: 'extension' };
  if (!parsed?.isValid()) return { outcome: 'unreadable' };
  return {
    outcome: 'number',
    e164: parsed.number,
    shown: parsed.formatInternational(),
    country: parsed.country ?? null,
  };
}

export interface CountryChoice {
  code: string;
  /** In the language of the page, with its calling code: "Germany (+49)". */
  name: string;
}

/** The name of a country in a language. */
export const countryName = (code: string, language: string): string =>
  new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;

/** Every country that has numbers, in the order of its names. */
export function countryChoices(language: string): CountryChoice[] {
  const collator = new Intl.Collator(language);
  return getCountries()
    .map((code: CountryCode) => ({
      code,
      name: `${countryName(code, language)} (+${getCountryCallingCode(code)})`,
    }))
    .sort((one, other) => collator.compare(one.name, other.name));
}
