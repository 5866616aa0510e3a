import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startStopwatch } from '../support/event-loop-stall.ts';
import { eventually } from '../support/eventually.ts';

/** Stands still without computing, as when a busy machine does not run this process. */
const stand = (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
function compute(ms: number): void {
  const begun = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(begun);
    if (user + system > ms * 1000) return;
  }
}

it('the stopwatch leaves out taken time, of which a window has what lies inside it', async () => {
  const startedAt = Date.now();
  const watch = startStopwatch();
  await wait(50);
  const from = Date.now();
  stand(400);
  const to = Date.now();
  await wait(50);
  expect(watch.takenMs(from, to)).toBeGreaterThan(350);
  expect(watch.takenMs(from - 50, from + 100)).toBeGreaterThan(50);
  expect(watch.takenMs(from + 300, to + 50)).toBeLessThanOrEqual(to - from - 250);
  expect(watch.ms()).toBeLessThan(Date.now() - startedAt - 350);
});

it('what this process computes itself gives neither the stopwatch nor a wait more time', async () => {
  const watch = startStopwatch();
  const computing = setInterval(compute, 1, 100);
  let looks = 0;
  const neverTrue = () => {
    looks += 1;
    return false;
  };
  await expect(eventually(neverTrue, 300)).rejects.toThrow('still false after 300 ms');
  clearInterval(computing);
  expect(looks).toBeLessThan(8);
  expect(watch.ms()).toBeGreaterThan(250);
});
