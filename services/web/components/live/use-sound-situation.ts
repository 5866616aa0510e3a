import type { LiveState } from '../../lib/live-state.ts';
import { type SoundSituation, toSoundSituation } from '../../lib/sound-situation.ts';
import { useNow } from '../use-now.ts';

/** What to tell about the call's sound. While something is wrong, it follows the page's own clock. */
export function useSoundSituation(state: LiveState, reattachMs: number): SoundSituation {
  const isWell = state.sound?.phase === 'open' && state.connection.phase === 'live';
  const now = useNow(250, !isWell);
  return toSoundSituation(state, { now, reattachMs });
}
