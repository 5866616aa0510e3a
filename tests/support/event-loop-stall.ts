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
