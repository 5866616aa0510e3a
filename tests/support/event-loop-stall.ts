import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 5;

/**
 * Measures for how long at a time this process was not run. Where both ends of a line share it, what one end has heard
 * cannot be told to the other more exactly than that; what a test demands is meant beyond it.
 */
export function startStallWatch(): { greatestMs(): number; stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  return {
    greatestMs: () => Math.max(0, delay.max / 1e6 - resolutionMs),
    stop: () => void delay.disable(),
  };
}

/** How often the stopwatch looks, and so how exact it is. */
const lookEveryMs = 10;

export interface Stopwatch {
  /** Since the start, but for the time that was taken from this process. */
  ms(): number;
  /** How much of the time between two moments (epoch ms) this process had something to do and was not run. */
  takenMs(from: number, to: number): number;
}

/**
 * Measures what services in the test's own process must do within a bound. A busy machine may not run the process for a
 * while; no service in it can do anything then, so that this is not their time. What they compute themselves is.
 */
export function startStopwatch(): Stopwatch {
  const startedAt = Date.now();
  const pauses: { at: number; ms: number }[] = [];
  let lookedAt = performance.now();
  let cpu = process.cpuUsage();
  function look(): void {
    const { user, system } = process.cpuUsage(cpu);
    const ms = performance.now() - lookedAt - lookEveryMs - (user + system) / 1000;
    if (ms > 0) pauses.push({ at: Date.now(), ms });
    lookedAt = performance.now();
    cpu = process.cpuUsage();
  }
  setInterval(look, lookEveryMs).unref();
  function takenMs(from: number, to: number): number {
    look();
    return pauses.reduce((sum, { at, ms }) => (at >= from && at <= to + lookEveryMs ? sum + ms : sum), 0);
  }
  return {
    takenMs,
    ms() {
      const now = Date.now();
      return now - startedAt - takenMs(startedAt, now);
    },
  };
}
