import { monitorEventLoopDelay } from 'node:perf_hooks';
import { onTestFinished } from 'vitest';

const resolutionMs = 5;

/**
 * Measures for how long at a time this process was not run. When both ends of a line share the process, what one end
 * has heard cannot be known to the other more exactly. A test's bounds are meant beyond it.
 */
export function startStallWatch(): { greatestMs(): number; stop(): void } {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  return {
    greatestMs: () => Math.max(0, delay.max / 1e6 - resolutionMs),
    stop: () => void delay.disable(),
  };
}

/** Timers are late by their own rounding. Anything shorter than this is no pause. */
const shortestPauseMs = 5;

/**
 * Begins a rest of this length. Returns a function that tells, when it is over, by how much longer it was, not
 * counting what this process computed itself meanwhile.
 */
export function beginRest(restMs: number): () => number {
  const begunAt = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const ms = performance.now() - begunAt - restMs - (user + system) / 1000;
    return ms < shortestPauseMs ? 0 : ms;
  };
}

/** How often the stopwatch looks, and so how exact it is. */
const lookEveryMs = 10;

export interface Stopwatch {
  /** The time since the start, without the time that was taken from this process. */
  ms(): number;
  /** How much of the time between two moments (epoch ms) this process had work to do and was not run. */
  takenMs(from: number, to: number): number;
}

/**
 * Measures what services in the test's own process must do within a bound. A busy machine may not run the process for
 * a while. No service in it can do anything then, so that time is not theirs. What they compute themselves is. It runs
 * until the test is over.
 */
export function startStopwatch(): Stopwatch {
  const startedAt = Date.now();
  const pauses: { from: number; to: number; ms: number }[] = [];
  let lookedAt = startedAt;
  let endRest = beginRest(lookEveryMs);
  function look(): void {
    const now = Date.now();
    const ms = endRest();
    if (ms > 0) pauses.push({ from: lookedAt + lookEveryMs, to: now, ms });
    lookedAt = now;
    endRest = beginRest(lookEveryMs);
  }
  const looking = setInterval(look, lookEveryMs);
  onTestFinished(() => clearInterval(looking));
  function takenMs(from: number, to: number): number {
    look();
    const within = (pause: { from: number; to: number }) =>
      Math.max(0, Math.min(pause.to, to) - Math.max(pause.from, from));
    // Of a pause that lies partly inside, at most that part.
    return pauses.reduce((sum, pause) => sum + Math.min(pause.ms, within(pause)), 0);
  }
  return {
    takenMs,
    ms() {
      const now = Date.now();
      return now - startedAt - takenMs(startedAt, now);
    },
  };
}
