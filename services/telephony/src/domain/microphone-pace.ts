/** Each change stops the interviewer and has the model begin anew, which costs money. */
const mostOftenMs = 1_000;

/**
 * Lets one change of a microphone pass in a second; of several the last one wins. Times in ms, of any one clock.
 */
export interface MicrophonePace {
  /** What the stream says; said again it changes nothing. */
  say(isGone: boolean): void;
  /** A new stream has a microphone until it says otherwise; the second goes on from the stream before. */
  renew(): void;
  /** The change that passes now; null when there is none. */
  take(atMs: number): { isGone: boolean } | null;
  /** How long a change has to wait that was not taken; null when there is none. */
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
