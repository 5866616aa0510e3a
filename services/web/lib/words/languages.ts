/** The languages of the pages, by their BCP 47 tags, each under its own name. */
export const languages = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof languages;

const isLanguage = (value: unknown): value is Language =>
  typeof value === 'string' && Object.hasOwn(languages, value);

/** The cookie in which a person's own choice is kept. */
export const languageCookie = 'language';

/**
 * The language of a page: the person's own choice, else the first that their browser asks for and we have, else
 * English. `accepted` is the `Accept-Language` header, whose order is taken as the order of preference.
 */
export function chooseLanguage(chosen: string | undefined, accepted: string | null): Language {
  if (isLanguage(chosen)) return chosen;
  const tags = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase());
  return tags.find(isLanguage) ?? 'en';
}
