import { type LineSituation, toLineSituation } from '../lib/line-situation.ts';
import type { LiveState } from '../lib/live-session.ts';
import { useNow } from './use-now.ts';

/** What is to be said of the line, by the page's own clock while something is wrong. */
export function useLineSituation(state: LiveState, reattachMs: number): LineSituation {
  const isWell = state.line?.phase === 'open' && state.connection.phase === 'live';
  const now = useNow(250, !isWell);
  return toLineSituation(state, { now, reattachMs });
}
