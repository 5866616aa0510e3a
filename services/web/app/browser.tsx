import './tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import './styles/older-browser.css';
import { hydrateRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openFirstPage } from './first-page.ts';
import { readPage } from './page-facts.ts';

/** No wait at the top of this file: pages stand in chunks that may need this one, and would wait for it in turn. */
async function takeOver(): Promise<void> {
  const { root, language, configuration } = readPage(document);
  const first = await openFirstPage(window.location.pathname, language);
  hydrateRoot(root, <App first={first} configuration={configuration} />);
}

void takeOver();
