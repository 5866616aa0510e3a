/** Telephony may notice a loss later than this page. Its promise starts then. */
const noticedWithinMs = 8_000;
const firstWaitMs = 300;
const longestWaitMs = 2_000;

/** When a lost media stream is opened again, and when it is given up. Times are this browser's. */
export interface ReattachClock {
  /** When the sound was lost, in epoch ms. Null until then. */
  readonly lostAt: number | null;
  /** A loss begins. All attempts count towards it until the next one. */
  begin(): void;
  /** How long to wait before the next attempt, in ms. Null: it is too late for another one. */
  next(): number | null;
}

/** `reattachMs` is how long telephony waits for a lost stream. */
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
