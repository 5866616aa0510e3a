import type { SessionView } from '@ringback/shared/contract/session-view';
import { useEffect, useRef, useState } from 'react';
import { isTyping } from '../../lib/is-typing.ts';
import { leadsToReport, leftOfStay, stayMs } from '../../lib/report/report-move.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { useNavigation } from '../navigation/navigation-context.ts';
import { useWords } from '../words/words-context.ts';

const tickMs = 1_000;
const touches = ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const;

/** The person is in the middle of something here, or looks at another page. */
function isBusy(): boolean {
  return (
    document.hidden ||
    isTyping(document.activeElement) ||
    document.querySelector('dialog[open], [role="dialog"], [role="alertdialog"]') !== null
  );
}

export interface ReportMove {
  /** Seconds until the page goes to the report; null when it does not. */
  secondsLeft: number | null;
  /** The person wants to stay on this page. */
  stay: () => void;
}

/**
 * Goes to the report after an interview whose end this page has seen. A page that is opened on an ended interview, as by
 * the back button, stays. `isHeld`: the person has begun something else. Announced here and not by its banner, whose
 * effects run before those of the page: the end of the call is to be heard first.
 */
export function useReportMove(view: SessionView | null, address: string, isHeld: boolean): ReportMove {
  const { push } = useNavigation();
  const { live } = useWords();
  const announce = useAnnounce();
  const [hasSeenCall, setHasSeenCall] = useState(false);
  const [isStaying, setIsStaying] = useState(false);
  const [leftMs, setLeftMs] = useState(stayMs);
  const isTouched = useRef(false);
  const isComing = view !== null && hasSeenCall && !isStaying && !isHeld && leadsToReport(view);

  useEffect(() => {
    if (view !== null && view.status !== 'ended') setHasSeenCall(true);
  }, [view]);
  useEffect(() => {
    if (!isComing) return undefined;
    setLeftMs(stayMs);
    const touched = () => {
      isTouched.current = true;
    };
    for (const touch of touches) window.addEventListener(touch, touched, { passive: true });
    const tick = setInterval(() => {
      const busy = isTouched.current || isBusy();
      isTouched.current = false;
      setLeftMs((left) => leftOfStay(left, tickMs, busy));
    }, tickMs);
    return () => {
      clearInterval(tick);
      for (const touch of touches) window.removeEventListener(touch, touched);
    };
  }, [isComing]);
  useEffect(() => {
    if (isComing) announce(live.movesToReport);
  }, [isComing, announce, live]);
  const isDue = isComing && leftMs === 0;
  useEffect(() => {
    if (isDue) push(address);
  }, [isDue, push, address]);

  return { secondsLeft: isComing ? Math.ceil(leftMs / 1_000) : null, stay: () => setIsStaying(true) };
}
