import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Announcer } from '../components/frame/announcer.tsx';
import { PageGuard } from '../components/frame/page-guard.tsx';
import { PageLoading } from '../components/frame/page-loading.tsx';
import { NavigationContext } from '../components/navigation/navigation-context.ts';
import { WordsProvider } from '../components/words/words-provider.tsx';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { loadPage } from './load-page.ts';
import { PageArrival } from './page-arrival.tsx';
import { createPageTurner, type ShownPage } from './page-turner.ts';
import { readTypedTexts, type TypedText, typeAgain } from './typed-texts.ts';

interface AppProps {
  first: ShownPage;
  configuration: RunTimeConfiguration;
}

/** The browser's history and title, as far as a change of page touches them. */
const browser = {
  load: loadPage,
  address: () => window.location.href,
  enter: (href: string) => window.history.pushState(null, '', href),
  leave: (href: string) => window.location.assign(href),
};

/** Before the page is shown, so that what it says of itself comes after. */
function nameDocument({ language, words, page }: ShownPage): void {
  document.documentElement.lang = language;
  if (page !== null) document.title = `${page.title} – ${words.frame.productName}`;
}

/** Keeps what was typed before the page was taken over. Read before, and typed after the page has its own state. */
function useTypedTexts(): void {
  const texts = useRef<readonly TypedText[]>([]);
  useLayoutEffect(() => {
    texts.current = readTypedTexts(document);
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => typeAgain(texts.current));
    return () => clearTimeout(timer);
  }, []);
}

/** The pages, one at a time. */
export function App({ first, configuration }: AppProps) {
  useTypedTexts();
  const [{ shown, turns }, setShown] = useState({ shown: first, turns: 0 });
  const [turner] = useState(() =>
    createPageTurner(first, {
      ...browser,
      show(next, isNew) {
        nameDocument(next);
        setShown((before) => ({ shown: next, turns: before.turns + (isNew ? 1 : 0) }));
      },
    }),
  );
  useEffect(() => {
    // The server's page is that of all queries.
    if (window.location.search !== '') turner.follow();
    window.addEventListener('popstate', turner.follow);
    return () => window.removeEventListener('popstate', turner.follow);
  }, [turner]);
  const { page, route, search, language, words } = shown;
  const navigation = useMemo(() => ({ ...turner, path: route.path }), [turner, route.path]);

  const props = { configuration, sessionId: route.sessionId, search };
  return (
    <WordsProvider language={language} words={words}>
      <NavigationContext value={navigation}>
        <Announcer>
          <PageGuard key={route.path}>{page === null ? <PageLoading /> : page.show(props)}</PageGuard>
          <PageArrival turns={turns} />
        </Announcer>
      </NavigationContext>
    </WordsProvider>
  );
}
