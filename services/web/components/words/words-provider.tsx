import { type ReactNode, useMemo } from 'react';
import type { Language } from '../../lib/words/languages.ts';
import type { Words } from '../../lib/words/words.ts';
import { toSpeech, WordsContext } from './words-context.ts';

/** Gives its pages the words of one language. */
export function WordsProvider({
  language,
  words,
  children,
}: {
  language: Language;
  words: Words;
  children: ReactNode;
}) {
  const speech = useMemo(() => toSpeech(language, words), [language, words]);
  return <WordsContext value={speech}>{children}</WordsContext>;
}
