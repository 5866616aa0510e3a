/**
 * Measures once how long a ready candidate waits for the first word. All times in ms: `at` by the fleet's clock, the
 * others by this process's own.
 */
export interface FirstAudio {
  /** The candidate became ready at this time, by the log. */
  readyAt(at: number): void;
  /** The candidate's audio is here. If nothing was reported before, they are ready now. */
  attached(): void;
  /** The interviewer is being heard. */
  spoken(): void;
  /** The interview had begun before, so there is nothing to measure. */
  skip(): void;
}

export function createFirstAudio(options: {
  observe: (seconds: number) => void;
  fleetNow: () => number;
  now?: () => number;
}): FirstAudio {
  const { observe, fleetNow, now = () => performance.now() } = options;
  let since: number | null = null;
  let attached = false;
  let over = false;
  return {
    readyAt(at) {
      since = now() - Math.max(0, fleetNow() - at);
    },
    attached() {
      attached = true;
      since ??= now();
    },
    spoken() {
      if (over || !attached || since === null) return;
      over = true;
      observe(Math.max(0, now() - since) / 1000);
    },
    skip() {
      over = true;
    },
  };
}
