import { createContext, use } from 'react';
import type { Language } from '../../lib/words/languages.ts';

export interface Navigation {
  /** The path of the page that is shown. */
  path: string;
  /** Shows the page at an address of this site, with an entry in the browser's history. */
  push: (href: string) => void;
  /** Loads the scripts of that page, which will probably be asked for. */
  prepare: (href: string) => void;
  /** Shows the pages in another language, and keeps what has been typed. */
  speak: (language: Language) => void;
}

/** Outside the app, as in a test of one part, a link is the browser's. */
export const NavigationContext = createContext<Navigation>({
  path: '',
  push: (href) => window.location.assign(href),
  prepare: () => undefined,
  speak: () => window.location.reload(),
});

/** The way from this page to others. */
export const useNavigation = (): Navigation => use(NavigationContext);
