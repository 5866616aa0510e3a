import type { FinalClose } from './reconnect-policy.ts';

/**
 * The state of the socket. Times are in ms since the epoch, by this browser's clock. `retryAt` is null while an
 * attempt is under way.
 */
export type Connection =
  | { phase: 'idle' | 'connecting' | 'live' }
  | { phase: 'reconnecting'; attempt: number; sinceAt: number; retryAt: number | null }
  | { phase: 'closed'; reason: FinalClose };

/**
 * A socket that lived for less than this does not count as a success. Otherwise a fault at each welcome would be
 * retried in a loop.
 */
const stableAfterMs = 5_000;

/** When a lost socket is opened again, and since when it has been lost. */
export interface ReturnPlan {
  /** How many attempts were made since the socket was last live for long enough. */
  readonly attempt: number;
  /** The `attempt` that counts once the present socket is lost as well. */
  readonly attemptsBefore: number;
  /** Why the next attempt is made. */
  readonly reason: string;
  /** Plans the next attempt, `afterMs` from now. */
  next(afterMs: number, reason: string): Connection;
  /** Resolves when the next attempt is due. */
  due(): Promise<void>;
  /** Notes that the attempt begins. Null: it is the first one. */
  begins(): Connection | null;
  live(): void;
  /** Makes the next attempt due at once. */
  hurry(reason: string): void;
  /** Ends any wait for good. */
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
