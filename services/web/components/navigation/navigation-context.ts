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

export const NavigationContext = createContext<Navigation | null>(null);

/** The way from this page to others. */
export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === null) throw new Error('a page stands within the app');
  return navigation;
}
