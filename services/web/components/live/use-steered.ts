import type { SteeringKind } from '@ringback/shared/contract/steering';
import { useEffect } from 'react';
import type { LiveState } from '../../lib/live-state.ts';
import type { Steering } from '../../lib/steering.ts';
import type { Words } from '../../lib/words/words.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { useWords } from '../words/words-context.ts';

/** What came of the last thing that was asked of the interviewer, in words. Empty while nothing has. */
function toSteeringWords({ live }: Words, steering: Steering): string {
  if (steering.phase === 'done') return live.steered[steering.kind];
  return steering.phase === 'refused' ? live.notSteered[steering.why] : '';
}

export interface Steered {
  /** What can be asked at this moment. */
  kinds: readonly SteeringKind[];
  /** One is on its way. */
  isAsked: boolean;
  words: string;
}

/** What can be asked of the interviewer; what came of the last thing is spoken. */
export function useSteered({ steering }: Pick<LiveState, 'steering'>): Steered {
  const words = useWords();
  const announce = useAnnounce();
  const { kinds, last } = steering;
  const text = toSteeringWords(words, last);
  // Each time anew, also when the same came of two.
  useEffect(() => {
    const told = toSteeringWords(words, last);
    if (told !== '') announce(told);
  }, [words, last, announce]);
  return { kinds, isAsked: last.phase === 'asked', words: text };
}
