'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import type { Language } from '../../lib/words/languages.ts';

// Each in a chunk of its own: a page loads the words of one language.
const providers = {
  en: dynamic(() => import('./english-words.tsx').then(({ EnglishWords }) => EnglishWords)),
  de: dynamic(() => import('./german-words.tsx').then(({ GermanWords }) => GermanWords)),
};

/** Gives its pages the words of one language. */
export function WordsProvider({ language, children }: { language: Language; children: ReactNode }) {
  const Provider = providers[language];
  return <Provider>{children}</Provider>;
}
