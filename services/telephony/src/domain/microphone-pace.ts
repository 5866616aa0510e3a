/** Each change stops the interviewer and makes the model begin again, which costs money. */
const mostOftenMs = 1_000;

/** Lets one microphone change pass each second. Of several, the last one wins. Times in ms of any one clock. */
export interface MicrophonePace {
  /** What the stream says. Repeating it changes nothing. */
  say(isGone: boolean): void;
  /** A new stream has a microphone until it says otherwise. The running second carries over from the stream before. */
  renew(): void;
  /** The change that may pass now. Null when there is none. */
  take(atMs: number): { isGone: boolean } | null;
  /** How long a waiting change has to wait. Null when there is none. */
  waitMs(atMs: number): number | null;
}

export function createMicrophonePace(): MicrophonePace {
  let said = false;
  let passed = false;
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    say(isGone) {
      said = isGone;
    },
    renew() {
      said = false;
      passed = false;
    },
    take(atMs) {
      if (said === passed || atMs - lastAt < mostOftenMs) return null;
      passed = said;
      lastAt = atMs;
      return { isGone: passed };
    },
    waitMs: (atMs) => (said === passed ? null : Math.max(0, lastAt + mostOftenMs - atMs)),
  };
}
