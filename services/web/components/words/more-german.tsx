'use client';

import type { ReactNode } from 'react';
import { deMore } from '../../lib/words/de-more.ts';
import { MoreWordsContext } from './more-context.ts';

export function MoreGerman({ children }: { children: ReactNode }) {
  return <MoreWordsContext value={deMore}>{children}</MoreWordsContext>;
}
