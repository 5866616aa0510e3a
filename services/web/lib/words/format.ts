import type { Language } from './languages.ts';

/** English dates and numbers are written the British way: days before months, 24 hours. */
const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** What of a day is said of a moment. */
const moments = {
  date: { dateStyle: 'long' },
  dateTime: { dateStyle: 'medium', timeStyle: 'short' },
  time: { timeStyle: 'short' },
  clock: { timeStyle: 'medium' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** The words for one, and for any other number; `#` stands for the number. */
export interface PluralWords {
  one: string;
  other: string;
}

/** Numbers, dates and durations as a language writes them. Moments are instants in ms or ISO text, in the reader's zone. */
export function createFormat(language: Language) {
  const locale = locales[language];
  const numbers = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  const moment = (kind: keyof typeof moments) => {
    const format = new Intl.DateTimeFormat(locale, moments[kind]);
    return (at: number | string) => format.format(new Date(at));
  };
  const unit = (name: 'hour' | 'minute' | 'second', display: 'long' | 'short') => {
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: display });
    return (value: number) => format.format(value);
  };
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    language,
    number: (value: number, options?: Intl.NumberFormatOptions) =>
      options ? new Intl.NumberFormat(locale, options).format(value) : numbers.format(value),
    /** An amount in US dollars, with cents. */
    usd: (value: number) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).format(value),
    date: moment('date'),
    dateTime: moment('dateTime'),
    time: moment('time'),
    /** With seconds. */
    clock: moment('clock'),
    hours: unit('hour', 'long'),
    minutes: unit('minute', 'long'),
    seconds: unit('second', 'long'),
    shortSeconds: unit('second', 'short'),
    list: (parts: readonly string[]) => lists.format(parts),
    plural: (count: number, words: PluralWords) =>
      words[rules.select(count) === 'one' ? 'one' : 'other'].replace('#', numbers.format(count)),
  };
}

export type Format = ReturnType<typeof createFormat>;
