import type { ReactNode } from 'react';
import { moreWords } from '../../lib/words/load-words.ts';
import { MoreWordsContext } from './more-context.ts';
import { GivenWords } from './part-of-words.tsx';

/** Gives its parts the words of report, history, erasure and operator, which set-up and call load without. */
export const MoreWords = ({ children }: { children: ReactNode }) => (
  <GivenWords part={moreWords} context={MoreWordsContext}>
    {children}
  </GivenWords>
);
