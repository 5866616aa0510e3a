import type { PageName } from '../lib/page-route.ts';
import type { Language } from '../lib/words/languages.ts';

/** Vite's manifest: each source file that begins a chunk, and each chunk that it needs. */
export type Manifest = Readonly<Record<string, { file: string; imports: readonly string[] }>>;

/** Addresses of what a page loads. */
export interface PageAssets {
  /**
   * The page and its words, and last what shows them: it finds them here, and takes the page over before the browser
   * counts it as loaded.
   */
  scripts: readonly string[];
  style: string;
  /** The letters that nearly every page has. */
  font: string;
  /** Every other script that the page needs at first. They are fetched at the same time, not one after the other. */
  preloads: readonly string[];
}

const entry = 'app/browser.tsx';
const fontName = /latin-wght-normal\.woff2$/;

/** Words beside those of every page, by app/load-page.ts. */
const moreWords: Partial<Record<PageName, readonly string[]>> = {
  home: ['-set-up.ts'],
  history: ['-more.ts', '-set-up.ts'],
  report: ['-more.ts'],
  operator: ['-more.ts'],
  help: ['/texts.ts'],
  privacy: ['/texts.ts'],
  about: ['/texts.ts'],
};

/** @throws Error when the build has no such file: the names here and in app/load-page.ts differ. */
export function toPageAssets(manifest: Manifest, page: PageName, language: Language): PageAssets {
  const find = (key: string) => {
    const found = manifest[key];
    if (found === undefined) throw new Error(`the build of the pages has no ${key}`);
    return found;
  };
  const files = new Set<string>();
  const add = (key: string): void => {
    const { file, imports } = find(key);
    if (files.has(file)) return;
    files.add(file);
    for (const next of imports) add(next);
  };
  const words = ['.ts', ...(moreWords[page] ?? [])].map((ending) => `lib/words/${language}${ending}`);
  const firsts = [...words, `app/pages/${page}.tsx`, entry];
  for (const key of firsts) add(key);
  const scripts = firsts.map((key) => `/${find(key).file}`);
  const font = Object.keys(manifest).find((key) => fontName.test(key));
  return {
    scripts,
    style: `/${find('style.css').file}`,
    font: `/${find(font ?? 'the font').file}`,
    preloads: [...files].map((file) => `/${file}`).filter((address) => !scripts.includes(address)),
  };
}
