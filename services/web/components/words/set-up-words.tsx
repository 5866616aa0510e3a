import type { ReactNode } from 'react';
import { setUpWords } from '../../lib/words/load-words.ts';
import { GivenWords } from './part-of-words.tsx';
import { SetUpContext } from './set-up-context.ts';

/** Gives its parts the words of set-up and of a person's devices, which a call loads without. */
export const SetUpWords = ({ children }: { children: ReactNode }) => (
  <GivenWords part={setUpWords} context={SetUpContext}>
    {children}
  </GivenWords>
);
