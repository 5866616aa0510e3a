'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { useFormat } from './words-context.ts';

const providers = {
  en: dynamic(() => import('./more-english.tsx').then(({ MoreEnglish }) => MoreEnglish)),
  de: dynamic(() => import('./more-german.tsx').then(({ MoreGerman }) => MoreGerman)),
};

/** Gives its parts the words of report, history, erasure and operator, which set-up and call load without. */
export function MoreWords({ children }: { children: ReactNode }) {
  const Provider = providers[useFormat().language];
  return <Provider>{children}</Provider>;
}
