import type { ReactNode } from 'react';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import type { Language } from '../lib/words/languages.ts';
import type { Words } from '../lib/words/words.ts';

/** What a page is shown with. */
export interface PageProps {
  configuration: RunTimeConfiguration;
  /** Empty where the page is of no session. */
  sessionId: string;
  /** The query of its address, with its question mark. Empty on the server, which has one page for all queries. */
  search: string;
}

/** A page in one language. */
export interface OpenedPage {
  /** Until the page knows better. The product's name follows it. */
  title: string;
  show: (props: PageProps) => ReactNode;
}

/** What each file of app/pages/ exports as `open`. */
export type OpenPage = (language: Language, words: Words) => OpenedPage | Promise<OpenedPage>;
