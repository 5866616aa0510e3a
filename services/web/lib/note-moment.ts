import type { NoteMoment } from './coach-desk.ts';
import { isShown } from './turn-words.ts';
import type { WatchedState } from './watched-session.ts';

/**
 * The present moment of a watched interview: how long it has lasted, and the last turn that stands on the page. Before
 * the interview there is none; after it, it is about the whole of it.
 */
export function toMoment(
  { view, clockAheadMs }: Pick<WatchedState, 'view' | 'clockAheadMs'>,
  nowMs: number,
): NoteMoment {
  if (view === null || view.activeAt === null || view.endedAt !== null) return { atMs: null, itemId: null };
  const atMs = Math.max(0, Math.round(nowMs - clockAheadMs - view.activeAt));
  return { atMs, itemId: view.transcript.filter(isShown).at(-1)?.itemId ?? null };
}
