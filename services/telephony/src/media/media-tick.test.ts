import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startMediaTick, tickMs } from './media-tick.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('a call that fails at each tick is told once, and the others go on', () => {
  const failures: unknown[] = [];
  const everyTick = startMediaTick((error) => failures.push(error));
  const broken = new Error('broken');
  const stopBroken = everyTick(() => {
    throw broken;
  });
  let ticks = 0;
  const stop = everyTick(() => {
    ticks += 1;
  });
  vi.advanceTimersByTime(3 * tickMs);
  expect(ticks).toBe(3);
  expect(failures).toEqual([broken]);
  stopBroken();
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
