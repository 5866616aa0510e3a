import { createContext, use } from 'react';
import type { MoreWords } from '../../lib/words/more-words.ts';

export const MoreWordsContext = createContext<MoreWords | null>(null);

/** The words of report, history, erasure and operator, in the language of this page. */
export function useMoreWords(): MoreWords {
  const words = use(MoreWordsContext);
  if (words === null) throw new Error('these words stand within MoreWords');
  return words;
}
