/**
 * When the interviewer's word is due and does not come, the candidate is asked for a moment. It does not matter
 * why: a model that stalls, a bridge that hangs and a slow answer sound the same.
 */

/** Silence after which a candidate who waits for the interviewer is asked for a moment. */
const patienceMs = 1_200;
/** A candidate is not asked twice in so short a time. */
const againAfterMs = 6_000;
/** A new interviewer who has something to say asks for it at once. */
const sameWaitMs = 500;

/** Says "One moment, please" while a word of the interviewer is due and none is heard. */
export interface Filler {
  /** A word of the interviewer is due from now on, or has been since an earlier call. */
  begin(): void;
  /** A word was due for long already. */
  hurry(): void;
  /** The interviewer is there again, and will tell whether anything is due. */
  pause(): void;
  /** The interviewer is heard, or nothing is due any more. */
  stop(): void;
  readonly isWaiting: boolean;
}

export function createFiller(options: {
  /** Somebody is being heard already: nothing needs to be said. */
  isHearing: () => boolean;
  /** The candidate speaks: they are not interrupted, but asked afterwards. */
  isSpeaking: () => boolean;
  say: () => void;
}): Filler {
  const { isHearing, isSpeaking, say } = options;
  let timer: NodeJS.Timeout | null = null;
  let dueAtMs: number | null = null;
  let pausedAtMs = 0;
  let saidAtMs = Number.NEGATIVE_INFINITY;

  function clear(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }
  function wait(untilMs: number): void {
    clear();
    timer = setTimeout(ask, Math.max(0, untilMs - performance.now()));
  }
  function ask(): void {
    timer = null;
    const now = performance.now();
    if (isSpeaking()) {
      wait(now + patienceMs);
      return;
    }
    dueAtMs = null;
    if (isHearing()) return;
    saidAtMs = now;
    say();
  }

  return {
    get isWaiting() {
      return timer !== null;
    },
    begin() {
      if (timer !== null) return;
      const now = performance.now();
      if (dueAtMs === null || now - pausedAtMs > sameWaitMs) dueAtMs = now;
      wait(Math.max(dueAtMs + patienceMs, saidAtMs + againAfterMs));
    },
    hurry() {
      const now = performance.now();
      dueAtMs = now - patienceMs;
      wait(Math.max(now, saidAtMs + againAfterMs));
    },
    pause() {
      if (timer !== null) pausedAtMs = performance.now();
      clear();
    },
    stop() {
      clear();
      dueAtMs = null;
    },
  };
}
