'use client';

import type { ReactNode } from 'react';
import { en } from '../../lib/words/en.ts';
import { toSpeech, WordsContext } from './words-context.ts';

const speech = toSpeech('en', en);

export function EnglishWords({ children }: { children: ReactNode }) {
  return <WordsContext value={speech}>{children}</WordsContext>;
}
