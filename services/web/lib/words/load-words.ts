import type { TextName, TextWords } from './en/texts.ts';
import type { Language } from './languages.ts';
import type { MoreWords } from './more-words.ts';
import type { Words } from './words.ts';

// One chunk for each language and part of the catalogue: a page loads what it shows, in one language.
const words: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
};
const moreWords: Record<Language, () => Promise<MoreWords>> = {
  en: async () => (await import('./en-more.ts')).enMore,
  de: async () => (await import('./de-more.ts')).deMore,
};
const texts: Record<Language, () => Promise<Record<TextName, TextWords>>> = {
  en: async () => (await import('./en/texts.ts')).texts,
  de: async () => (await import('./de/texts.ts')).texts,
};

/** The words of every page. */
export const loadWords = (language: Language): Promise<Words> => words[language]();

/** The pages to read. */
export const loadTexts = (language: Language): Promise<Record<TextName, TextWords>> => texts[language]();

const hereAlready: Partial<Record<Language, MoreWords>> = {};
const onTheirWay: Partial<Record<Language, Promise<MoreWords>>> = {};

/** The words of report, history, erasure and operator: the same promise each time, until it fails. */
export function loadMoreWords(language: Language): Promise<MoreWords> {
  onTheirWay[language] ??= moreWords[language]().then(
    (loaded) => {
      hereAlready[language] = loaded;
      return loaded;
    },
    (error: unknown) => {
      delete onTheirWay[language];
      throw error;
    },
  );
  return onTheirWay[language];
}

/** Those words, if they are here. */
export const loadedMoreWords = (language: Language): MoreWords | null => hereAlready[language] ?? null;
