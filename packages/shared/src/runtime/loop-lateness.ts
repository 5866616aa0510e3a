import type { Metrics } from './metrics.ts';

const lookEveryMs = 250;
const buckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/**
 * Measures four times a second how late a timer is: by so much everything that waits for the event loop is late. Node's
 * own histogram (`monitorEventLoopDelay`) would wake an idle process far more often.
 */
export function watchLateness(metrics: Pick<Metrics, 'histogram'>): {
  /** The most that a timer was late since this was last asked, in ms. */
  takeWorstMs(): number;
  close(): void;
} {
  const lateness = metrics.histogram(
    'event_loop_late_seconds',
    'How late timers of this process are, looked at four times a second',
    [],
    buckets,
  );
  let dueAt = performance.now() + lookEveryMs;
  let worstMs = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    const lateMs = Math.max(0, now - dueAt);
    lateness.observe(lateMs / 1000);
    worstMs = Math.max(worstMs, lateMs);
    dueAt = now + lookEveryMs;
  }, lookEveryMs);
  timer.unref();
  return {
    takeWorstMs() {
      const taken = worstMs;
      worstMs = 0;
      return taken;
    },
    close: () => clearInterval(timer),
  };
}
