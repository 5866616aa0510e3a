/**
 * Asks the candidate for a moment when the interviewer's next word is due and does not come. The cause does not
 * matter: a model that stalls, a bridge that hangs and a slow answer all sound the same.
 */

/** The silence after which a waiting candidate is asked for a moment. */
const patienceMs = 1_200;
/** A candidate is not asked twice within this time. */
const againAfterMs = 6_000;
/** A new interviewer with something to say asks for it within this time. */
const sameWaitMs = 500;

/** Says "One moment, please" when a word of the interviewer is due and none is heard. */
export interface Filler {
  /** A word of the interviewer is due from now on, or since an earlier call of this. */
  begin(): void;
  /** A word has been due for long. */
  hurry(): void;
  /** The interviewer is back and will tell whether a word is due. */
  pause(): void;
  /** The interviewer is heard, or nothing is due any more. */
  stop(): void;
  readonly isWaiting: boolean;
}

export function createFiller(options: {
  /** Something is already being heard, so nothing needs to be said. */
  isHearing: () => boolean;
  /** The candidate is speaking. They are asked afterwards, not interrupted. */
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
