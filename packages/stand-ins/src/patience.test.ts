import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { patiently } from './patience.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('returns what comes in time, and leaves no timer', async () => {
  expect(await patiently(Promise.resolve('a call'), 'a call')).toBe('a call');
  expect(vi.getTimerCount()).toBe(0);
});

it('says what has not come', async () => {
  const waiting = expect(patiently(new Promise(() => {}), 'a call')).rejects.toThrow(
    'not within 55000 ms: a call',
  );
  await vi.advanceTimersByTimeAsync(55_000);
  await waiting;
});
