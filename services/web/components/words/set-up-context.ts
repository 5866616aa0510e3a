import { createContext, use } from 'react';
import type { SetUpWords } from '../../lib/words/set-up-words.ts';

export const SetUpContext = createContext<SetUpWords | null>(null);

/** The words of set-up and of a person's devices, in the language of this page. */
export function useSetUpWords(): SetUpWords {
  const words = use(SetUpContext);
  if (words === null) throw new Error('these words stand within SetUpWords');
  return words;
}
