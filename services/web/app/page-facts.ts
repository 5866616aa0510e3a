import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { chooseLanguage, type Language } from '../lib/words/languages.ts';

/** The ids of what the server writes around a page. */
export const rootId = 'page';
export const configurationName = 'ringback-configuration';

interface PageFacts {
  root: HTMLElement;
  language: Language;
  configuration: RunTimeConfiguration;
}

/** Reads what the server has written around the page. Its configuration is our own server's, and read as it stands. */
export function readPage(document: Document): PageFacts {
  const root = document.getElementById(rootId);
  const meta = document.querySelector<HTMLMetaElement>(`meta[name="${configurationName}"]`);
  if (root === null || meta === null) throw new Error('this document is not one of our pages');
  return {
    root,
    language: chooseLanguage(document.documentElement.lang, null),
    configuration: JSON.parse(meta.content) as RunTimeConfiguration,
  };
}
