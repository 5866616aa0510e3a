import type { Metrics } from './metrics.ts';

const lookEveryMs = 250;
const buckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/**
 * Measures four times a second how late a timer is: by so much everything that waits for the event loop is late. Node's
 * own histogram (`monitorEventLoopDelay`) would wake an idle process far more often.
 */
export function watchLateness(metrics: Pick<Metrics, 'histogram'>): { close(): void } {
  const lateness = metrics.histogram(
    'event_loop_late_seconds',
    'How late timers of this process are, looked at four times a second',
    [],
    buckets,
  );
  let dueAt = performance.now() + lookEveryMs;
  const timer = setInterval(() => {
    const now = performance.now();
    lateness.observe(Math.max(0, now - dueAt) / 1000);
    dueAt = now + lookEveryMs;
  }, lookEveryMs);
  timer.unref();
  return { close: () => clearInterval(timer) };
}
