import type { LiveState } from '../lib/live-session.ts';
import { type SoundSituation, toSoundSituation } from '../lib/sound-situation.ts';
import { useNow } from './use-now.ts';

/** What is to be said of the line, by the page's own clock while something is wrong. */
export function useSoundSituation(state: LiveState, reattachMs: number): SoundSituation {
  const isWell = state.sound?.phase === 'open' && state.connection.phase === 'live';
  const now = useNow(250, !isWell);
  return toSoundSituation(state, { now, reattachMs });
}
