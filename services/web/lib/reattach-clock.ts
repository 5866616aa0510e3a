/** Telephony may notice a loss later than this page. Its promise starts then. */
const noticedWithinMs = 8_000;
const firstWaitMs = 300;
const longestWaitMs = 2_000;

/** When a media stream that is lost is opened again, and when it is given up. Times are this browser's. */
export interface ReattachClock {
  /** When the sound was lost, in epoch ms; null until then. */
  readonly lostAt: number | null;
  /** A loss begins; until the next one all attempts count towards it. */
  begin(): void;
  /** How long to wait before the next attempt, in ms; null: it is too late for another one. */
  next(): number | null;
}

/** `reattachMs` is how long telephony waits for a stream that is lost. */
export function createReattachClock(reattachMs: number): ReattachClock {
  let lostAt: number | null = null;
  let attempts = 0;
  return {
    get lostAt() {
      return lostAt;
    },
    begin() {
      lostAt = Date.now();
      attempts = 0;
    },
    next() {
      if (lostAt === null || Date.now() - lostAt >= reattachMs + noticedWithinMs) return null;
      return Math.min(firstWaitMs * 2 ** attempts++, longestWaitMs);
    },
  };
}
