'use client';

import type { ReactNode } from 'react';
import { de } from '../../lib/words/de.ts';
import { toSpeech, WordsContext } from './words-context.ts';

const speech = toSpeech('de', de);

export function GermanWords({ children }: { children: ReactNode }) {
  return <WordsContext value={speech}>{children}</WordsContext>;
}
