import type { TextName, TextWords } from './en/texts.ts';
import type { Language } from './languages.ts';
import type { MoreWords } from './more-words.ts';
import type { SetUpWords } from './set-up-words.ts';
import type { Words } from './words.ts';

// One chunk for each language and part of the catalogue: a page loads what it shows, in one language.
const words: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
};
const texts: Record<Language, () => Promise<Record<TextName, TextWords>>> = {
  en: async () => (await import('./en/texts.ts')).texts,
  de: async () => (await import('./de/texts.ts')).texts,
};

/** The words of every page. */
export const loadWords = (language: Language): Promise<Words> => words[language]();

/** The pages to read. */
export const loadTexts = (language: Language): Promise<Record<TextName, TextWords>> => texts[language]();

/** Words that a part of a page waits for, unless they are here. */
export interface PartOfWords<Part> {
  /** The same promise each time, until it fails. */
  load: (language: Language) => Promise<Part>;
  loaded: (language: Language) => Part | null;
}

function keep<Part>(loads: Record<Language, () => Promise<Part>>): PartOfWords<Part> {
  const here: Partial<Record<Language, Part>> = {};
  const coming: Partial<Record<Language, Promise<Part>>> = {};
  return {
    load(language) {
      coming[language] ??= loads[language]().then(
        (part) => {
          here[language] = part;
          return part;
        },
        (error: unknown) => {
          delete coming[language];
          throw error;
        },
      );
      return coming[language];
    },
    loaded: (language) => here[language] ?? null,
  };
}

/** The words of report, history, erasure and operator. */
export const moreWords = keep<MoreWords>({
  en: async () => (await import('./en-more.ts')).enMore,
  de: async () => (await import('./de-more.ts')).deMore,
});

/** The words of set-up and of a person's devices. */
export const setUpWords = keep<SetUpWords>({
  en: async () => (await import('./en-set-up.ts')).enSetUp,
  de: async () => (await import('./de-set-up.ts')).deSetUp,
});
