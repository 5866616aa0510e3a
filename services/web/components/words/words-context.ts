import { createContext, use } from 'react';
import { createFormat, type Format } from '../../lib/words/format.ts';
import type { Language } from '../../lib/words/languages.ts';
import type { Words } from '../../lib/words/words.ts';

interface Speech {
  words: Words;
  format: Format;
}

export const WordsContext = createContext<Speech | null>(null);

export const toSpeech = (language: Language, words: Words): Speech => ({
  words,
  format: createFormat(language),
});

function useSpeech(): Speech {
  const speech = use(WordsContext);
  if (speech === null) throw new Error('a page stands within a WordsProvider');
  return speech;
}

/** The catalogue of the language that this page is shown in. */
export const useWords = (): Words => useSpeech().words;

/** Numbers, dates and plurals of that language. */
export const useFormat = (): Format => useSpeech().format;
