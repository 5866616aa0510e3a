import type { SessionView } from '@ringback/shared/contract/session-view';
import { toTabTitle } from '../../lib/live/tab-title.ts';
import type { StatusWords } from '../../lib/session-words.ts';
import { useTitle } from '../frame/use-title.ts';
import { useWords } from '../words/words-context.ts';

interface TabTitleProps {
  view: SessionView | null;
  status: StatusWords;
  elapsedMs: number | null;
}

/** The state and the time in the browser's tab, for a person who looks at another one. */
export function TabTitle({ view, status, elapsedMs }: TabTitleProps) {
  const words = useWords();
  useTitle(toTabTitle(words, view, { status, elapsedMs }));
  return null;
}
