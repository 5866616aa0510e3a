'use client';

import type { ReactNode } from 'react';
import { enMore } from '../../lib/words/en-more.ts';
import { MoreWordsContext } from './more-context.ts';

export function MoreEnglish({ children }: { children: ReactNode }) {
  return <MoreWordsContext value={enMore}>{children}</MoreWordsContext>;
}
