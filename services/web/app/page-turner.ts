import { type PageName, type PageRoute, toPageRoute } from '../lib/page-route.ts';
import type { Language } from '../lib/words/languages.ts';
import type { Words } from '../lib/words/words.ts';
import type { LoadedPage } from './load-page.ts';
import type { OpenedPage } from './opened-page.ts';

/** What is shown now. */
export interface ShownPage {
  route: PageRoute;
  search: string;
  language: Language;
  words: Words;
  /** Null while it is loaded. */
  page: OpenedPage | null;
}

export interface PageTurnerParts {
  load: (name: PageName, language: Language) => Promise<LoadedPage>;
  /** `isNew`: by a click, so that the page is shown from its top. */
  show: (shown: ShownPage, isNew: boolean) => void;
  /** The address of this browser. */
  address: () => string;
  /** Writes an address into the browser's history. */
  enter: (href: string) => void;
  /** Loads the page from the server instead. */
  leave: (href: string) => void;
}

/** A page that takes longer says so, in ms. A flash of it would be worse than the page before. */
const waitsMs = 120;

/** Goes from page to page within one document. The page before stays until the next one is here. */
export function createPageTurner(first: ShownPage, parts: PageTurnerParts) {
  let { language, words } = first;
  let turns = 0;

  async function turn(url: URL, isNew: boolean, next: Language): Promise<void> {
    turns += 1;
    const own = turns;
    const route = toPageRoute(url.pathname);
    let hasEntered = !isNew;
    const show = (page: OpenedPage | null) => {
      if (!hasEntered) parts.enter(url.href);
      const isFirst = isNew && !hasEntered;
      hasEntered = true;
      parts.show({ route, search: url.search, language, words, page }, isFirst);
    };
    const waiting = setTimeout(() => {
      if (own === turns && isNew) show(null);
    }, waitsMs);
    try {
      const loaded = await parts.load(route.name, next);
      // Another page was asked for meanwhile.
      if (own !== turns) return;
      ({ words } = loaded);
      language = next;
      show(loaded);
    } catch {
      // Its scripts are those of an earlier release, or the network is gone: the browser says which.
      if (own === turns) parts.leave(url.href);
    } finally {
      clearTimeout(waiting);
    }
  }

  return {
    /** Shows the page at an address of this site. */
    push: (href: string) => void turn(new URL(href, parts.address()), true, language),
    /** Loads its scripts, and shows nothing. */
    prepare: (href: string) => {
      const { name } = toPageRoute(new URL(href, parts.address()).pathname);
      // A page that is asked for after all is loaded again, and its fault shown then.
      parts.load(name, language).catch(() => undefined);
    },
    /** The browser's address has changed: by its buttons, or before the page was shown at first. */
    follow: () => void turn(new URL(parts.address()), false, language),
    /** Shows the same page in another language. */
    speak: (next: Language) => void turn(new URL(parts.address()), false, next),
  };
}
