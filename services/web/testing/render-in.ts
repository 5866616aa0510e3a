import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MoreWordsContext } from '../components/words/more-context.ts';
import { SetUpContext } from '../components/words/set-up-context.ts';
import { toSpeech, WordsContext } from '../components/words/words-context.ts';
import { catalogues } from '../lib/words/catalogues.ts';
import type { Language } from '../lib/words/languages.ts';
import { moreCatalogues } from '../lib/words/more-catalogues.ts';
import { setUpCatalogues } from '../lib/words/set-up-catalogues.ts';

/** The HTML of a component in the words of one language. */
export function renderIn(language: Language, element: ReactElement): string {
  const more = createElement(MoreWordsContext, { value: moreCatalogues[language] }, element);
  const parts = createElement(SetUpContext, { value: setUpCatalogues[language] }, more);
  const speech = toSpeech(language, catalogues[language]);
  return renderToStaticMarkup(createElement(WordsContext, { value: speech }, parts));
}
