import type { SessionView } from '@ringback/shared/contract/session-view';
import { formatElapsed } from '../../lib/elapsed.ts';
import { toMinutesLeft } from '../../lib/live/tab-title.ts';
import { useNow } from '../use-now.ts';
import { useWords } from '../words/words-context.ts';
import styles from './call-timer.module.css';

interface ElapsedOf {
  view: SessionView | null;
  /** How far this browser's clock is ahead of the server's, in ms. */
  clockAheadMs: number;
  /** When the call was cut off, in epoch ms of this browser. Null while it is not. */
  stoppedAt: number | null;
}

/** How long the interview has lasted, in ms. Null before it has begun. */
export function useElapsed({ view, clockAheadMs, stoppedAt }: ElapsedOf): number | null {
  const isRunning = view !== null && view.activeAt !== null && view.endedAt === null && stoppedAt === null;
  const now = useNow(500, isRunning);
  if (view === null || view.activeAt === null) return null;
  if (now === 0 && isRunning) return 0;
  const until = view.endedAt ?? (stoppedAt ?? now) - clockAheadMs;
  return Math.max(0, until - view.activeAt);
}

/** How long the interview has lasted, how long it may last, and what is left. Silent for screen readers. */
export function CallTimer({
  view,
  elapsedMs,
  isLarge = false,
}: {
  view: SessionView;
  elapsedMs: number;
  isLarge?: boolean;
}) {
  const { live } = useWords();
  const left = view.endedAt === null ? toMinutesLeft(elapsedMs, view.lengthMinutes) : null;
  return (
    <div className={`${styles.timer} ${isLarge ? styles.large : ''}`}>
      <p className={styles.elapsed} role="timer" aria-live="off" data-testid="timer">
        {formatElapsed(elapsedMs)}
        <span className={styles.of}> / {view.lengthMinutes}:00</span>
      </p>
      {left === null ? null : <p className={styles.left}>{live.timeLeft(left)}</p>}
    </div>
  );
}
