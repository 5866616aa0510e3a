import { z } from 'zod';
import { closeCodes, retryAfterOf } from '../contract/close-codes.ts';
import { ApiError } from './gateway-call.ts';

const firstMs = 500;
const mostMs = 10_000;
/** A restarting gateway calls its browsers back at once. This spread keeps them from coming all together. */
const restartSpreadMs = 400;

/** Full jitter: anything below a ceiling that doubles from 0.5 to 10 s. `attempt` counts from 1. */
export function toBackoffMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 10));
  // Never near zero: the wait is there to prevent a storm of immediate retries.
  return Math.max(firstMs / 4, random() * ceiling);
}

/** Why a logs socket is closed for good. */
export type FinalClose = 'session_closed' | 'not_allowed' | 'no_such_session' | 'unreadable' | 'left';

export type Next = { type: 'again'; afterMs: number } | { type: 'final'; reason: FinalClose };

interface Closed {
  /** The WebSocket close code; 1006 when there was no close frame. */
  code: number;
  /** What the close frame said. Some say when to come back. */
  reason?: string;
  /** Attempts since the socket was last live, including this one; 0 when it was live until now. */
  attempt: number;
  /** Whether the previous attempt was refused with 4401 too. One fresh ticket is tried. */
  wasRefused: boolean;
  random?: () => number;
}

/** What follows a close, by its code (`contract/close-codes`). */
export function afterClose({ code, reason = '', attempt, wasRefused, random = Math.random }: Closed): Next {
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

const limitedSchema = z.object({ retryAfterMs: z.number().nonnegative() });
const mostAskedMs = 60_000;

/** How long a refusal asks to wait, in ms. */
function waitOf(error: unknown): number {
  const asked = limitedSchema.safeParse(error instanceof ApiError ? error.details : null);
  return asked.success ? Math.min(asked.data.retryAfterMs, mostAskedMs) : 0;
}

/** What follows when no ticket was given; `attempt` as for a close. */
export function afterRefusal(error: unknown, attempt: number, random: () => number = Math.random): Next {
  const { status, code } = error instanceof ApiError ? error : { status: 0, code: '' };
  // This answer does not change, unlike other errors with status 500.
  if (code === 'session_unreadable') return { type: 'final', reason: 'unreadable' };
  if (status === 404 || status === 400) return { type: 'final', reason: 'no_such_session' };
  if (status === 401 || status === 403) return { type: 'final', reason: 'not_allowed' };
  if (status === 409 || status === 410) return { type: 'final', reason: 'session_closed' };
  return { type: 'again', afterMs: waitOf(error) + toBackoffMs(attempt + 1, random) };
}
