import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { watchLateness } from './loop-lateness.ts';
import { createMetrics } from './metrics.ts';

const figureOf = (text: string, line: string) =>
  Number(
    text
      .split('\n')
      .find((one) => one.startsWith(line))
      ?.split(' ')
      .at(-1),
  );

it('an event loop that stands still for a while is seen in the figures, and one that does not is not', async () => {
  const metrics = createMetrics('test');
  const watch = watchLateness(metrics);
  // Longer than the time between two looks: the first finds the loop free.
  await wait(300);
  const until = performance.now() + 900;
  while (performance.now() < until);
  // The look that is overdue by now comes before this returns.
  await wait(0);
  watch.close();
  const text = await metrics.registry.metrics();
  const count = figureOf(text, 'ringback_event_loop_late_seconds_count');
  const upToHalf = figureOf(text, 'ringback_event_loop_late_seconds_bucket{le="0.5"');
  expect(count).toBeGreaterThan(1);
  expect(upToHalf).toBeLessThan(count);
});

it('figures that would wake an idle process a hundred times a second are not collected', async () => {
  const text = await createMetrics('test').registry.metrics();
  expect(text).not.toMatch(/nodejs_eventloop_lag_(min|mean|p99)/);
  expect(text).toMatch(/nodejs_eventloop_lag_seconds/);
});
