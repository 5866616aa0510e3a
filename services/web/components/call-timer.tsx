import type { SessionView } from '@ringback/shared/contract/session-view';
import { formatElapsed } from '../lib/elapsed.ts';
import { useNow } from './use-now.ts';

interface CallTimerProps {
  view: SessionView;
  /** How far this browser's clock is ahead of the server's, in ms. */
  clockAheadMs: number;
  /** When the call was cut off, in epoch ms of this browser. Null while it is not. */
  stoppedAt: number | null;
}

/** How long the interview has lasted and how long it may last. Silent for screen readers. */
export function CallTimer({ view, clockAheadMs, stoppedAt }: CallTimerProps) {
  const isRunning = view.activeAt !== null && view.endedAt === null && stoppedAt === null;
  const now = useNow(500, isRunning);
  if (view.activeAt === null) return null;
  const until = view.endedAt ?? (stoppedAt ?? now) - clockAheadMs;
  return (
    <p className="timer" role="timer" aria-live="off" data-testid="timer">
      {formatElapsed(now === 0 && isRunning ? 0 : until - view.activeAt)}
      <span className="timer-of"> / {view.lengthMinutes}:00</span>
    </p>
  );
}
