import { type ReactNode, Suspense, use } from 'react';
import { loadedMoreWords, loadMoreWords } from '../../lib/words/load-words.ts';
import { MoreWordsContext } from './more-context.ts';
import { useFormat } from './words-context.ts';

function WithWords({ children }: { children: ReactNode }) {
  const { language } = useFormat();
  const words = loadedMoreWords(language) ?? use(loadMoreWords(language));
  return <MoreWordsContext value={words}>{children}</MoreWordsContext>;
}

/** Gives its parts the words of report, history, erasure and operator, which set-up and call load without. */
export function MoreWords({ children }: { children: ReactNode }) {
  return (
    <Suspense fallback={null}>
      <WithWords>{children}</WithWords>
    </Suspense>
  );
}
