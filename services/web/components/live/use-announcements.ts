import { useEffect, useRef } from 'react';
import { type Told, toAnnouncements } from '../../lib/live/announcements.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { useWords } from '../words/words-context.ts';

/** Speaks what changes of a call. */
export function useAnnouncements(told: Told): void {
  const words = useWords();
  const announce = useAnnounce();
  const before = useRef<Told | null>(null);
  useEffect(() => {
    for (const { text, urgency } of toAnnouncements(words, before.current, told)) announce(text, urgency);
    before.current = told;
  }, [words, announce, told]);
}
