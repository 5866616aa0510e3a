import type { FinalClose } from './reconnect-policy.ts';

/** Where the socket stands. Times in ms since the epoch, of this browser; `retryAt` null: an attempt is under way. */
export type Connection =
  | { phase: 'idle' | 'connecting' | 'live' }
  | { phase: 'reconnecting'; attempt: number; sinceAt: number; retryAt: number | null }
  | { phase: 'closed'; reason: FinalClose };

/** A socket that lived shorter does not count as a success, or a fault at each welcome would be retried in a loop. */
const stableAfterMs = 5_000;

/** When a socket that is lost comes back, and since when it is away. */
export interface ReturnPlan {
  /** Attempts since the socket was last live for long enough. */
  readonly attempt: number;
  /** As `attempt`, once the socket that stands is lost too. */
  readonly attemptsBefore: number;
  /** Why the next attempt is made. */
  readonly reason: string;
  /** The next attempt is made after so long. */
  next(afterMs: number, reason: string): Connection;
  /** Waits until the next attempt is due. */
  due(): Promise<void>;
  /** The attempt begins. Null: it is the first one. */
  begins(): Connection | null;
  live(): void;
  /** The next attempt is due now. */
  hurry(reason: string): void;
  /** Ends a wait, for good. */
  close(): void;
}

export function createReturnPlan(): ReturnPlan {
  let attempt = 0;
  let planned = { at: 0, reason: 'start' };
  let liveAt: number | null = null;
  let lostAt: number | null = null;
  let cutWaitShort = (): void => {};

  const attemptsBefore = () => (liveAt !== null && Date.now() - liveAt >= stableAfterMs ? 0 : attempt);

  return {
    get attempt() {
      return attempt;
    },
    get attemptsBefore() {
      return attemptsBefore();
    },
    get reason() {
      return planned.reason;
    },
    next(afterMs, reason) {
      attempt = attemptsBefore() + 1;
      liveAt = null;
      lostAt ??= Date.now();
      planned = { at: Date.now() + afterMs, reason };
      return { phase: 'reconnecting', attempt, sinceAt: lostAt, retryAt: planned.at };
    },
    async due() {
      const waitMs = planned.at - Date.now();
      if (waitMs <= 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        cutWaitShort = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    begins() {
      return lostAt === null ? null : { phase: 'reconnecting', attempt, sinceAt: lostAt, retryAt: null };
    },
    live() {
      liveAt = Date.now();
      lostAt = null;
    },
    hurry(reason) {
      planned = { at: 0, reason };
      cutWaitShort();
    },
    close: () => cutWaitShort(),
  };
}
