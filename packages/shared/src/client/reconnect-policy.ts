import { closeCodes, retryAfterOf } from '../contract/close-codes.ts';

const firstMs = 500;
const mostMs = 10_000;
/** A gateway that restarts calls its browsers back at once; a little apart, so that they do not come together. */
const restartSpreadMs = 400;

/** Full jitter: anything below a ceiling that doubles from 0.5 to 10 s. `attempt` counts from 1. */
export function toBackoffMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 10));
  // Never near zero: a storm of immediate retries is what the wait is there to prevent.
  return Math.max(firstMs / 4, random() * ceiling);
}

/** Why a session socket is closed for good. */
export type FinalClose = 'session_closed' | 'not_allowed' | 'no_such_session' | 'left';

export type AfterClose = { type: 'again'; afterMs: number } | { type: 'final'; reason: FinalClose };

interface Closed {
  /** The WebSocket close code; 1006 when there was no close frame. */
  code: number;
  /** What the close frame said; some say when to come back. */
  reason?: string;
  /** Attempts since the socket was last live, this one included; 0 when it was live until now. */
  attempt: number;
  /** Whether the attempt before this one was refused with 4401 too: one fresh ticket is tried. */
  wasRefused: boolean;
  random?: () => number;
}

/** What follows a close, by its code (interfaces, "Browser socket"). */
export function afterClose({
  code,
  reason = '',
  attempt,
  wasRefused,
  random = Math.random,
}: Closed): AfterClose {
  if (code === closeCodes.sessionClosed) return { type: 'final', reason: 'session_closed' };
  if (code === closeCodes.noSuchSession) return { type: 'final', reason: 'no_such_session' };
  if (code === closeCodes.notAllowed) {
    return wasRefused ? { type: 'final', reason: 'not_allowed' } : { type: 'again', afterMs: 0 };
  }
  if (code === closeCodes.restarting && attempt === 0) {
    return { type: 'again', afterMs: random() * restartSpreadMs };
  }
  return { type: 'again', afterMs: retryAfterOf(reason) + toBackoffMs(attempt + 1, random) };
}
