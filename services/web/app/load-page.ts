import type { PageName } from '../lib/page-route.ts';
import type { Language } from '../lib/words/languages.ts';
import { loadTexts, loadWords, moreWords, setUpWords } from '../lib/words/load-words.ts';
import type { Words } from '../lib/words/words.ts';
import type { OpenedPage, OpenPage } from './opened-page.ts';

// Each page is a chunk of its own. The server preloads it by its file's name (server/page-assets.ts).
const pages: Record<PageName, () => Promise<{ open: OpenPage }>> = {
  home: () => import('./pages/home.tsx'),
  history: () => import('./pages/history.tsx'),
  live: () => import('./pages/live.tsx'),
  report: () => import('./pages/report.tsx'),
  watch: () => import('./pages/watch.tsx'),
  operator: () => import('./pages/operator.tsx'),
  help: () => import('./pages/help.tsx'),
  privacy: () => import('./pages/privacy.tsx'),
  about: () => import('./pages/about.tsx'),
  'not-found': () => import('./pages/not-found.tsx'),
};

/** Words beside those of every page, which come at the same time as the page. */
const moreOf: Partial<Record<PageName, (language: Language) => Promise<unknown>>> = {
  home: setUpWords.load,
  history: (language) => Promise.all([moreWords.load(language), setUpWords.load(language)]),
  report: moreWords.load,
  operator: moreWords.load,
  help: loadTexts,
  privacy: loadTexts,
  about: loadTexts,
};

export interface LoadedPage extends OpenedPage {
  words: Words;
}

/** Loads a page and its words. Rejects when a script cannot be loaded, as after a new release. */
export async function loadPage(name: PageName, language: Language): Promise<LoadedPage> {
  const [{ open }, words] = await Promise.all([pages[name](), loadWords(language), moreOf[name]?.(language)]);
  return { words, ...(await open(language, words)) };
}
