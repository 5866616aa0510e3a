import { renderToStaticMarkup, renderToString } from 'react-dom/server';
import { OlderBrowser } from '../components/frame/older-browser.tsx';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import type { Language } from '../lib/words/languages.ts';
import { App } from './app.tsx';
import { openFirstPage } from './first-page.ts';

/** A page as the server writes it: its title, its description and what stands in its body. */
export interface RenderedPage {
  title: string;
  description: string;
  /** What a browser below the floor is told, and no other shows. */
  olderBrowser: string;
  markup: string;
}

/** Built for the server by build.ts, and loaded by server/rendered-pages.ts. */
export async function renderPage(
  path: string,
  language: Language,
  configuration: RunTimeConfiguration,
): Promise<RenderedPage> {
  const { title, ...first } = await openFirstPage(path, language);
  const { frame } = first.words;
  return {
    title,
    description: frame.description,
    olderBrowser: renderToStaticMarkup(<OlderBrowser words={frame.browsers} />),
    markup: renderToString(<App first={first} configuration={configuration} />),
  };
}
