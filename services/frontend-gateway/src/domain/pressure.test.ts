import { expect, it } from 'vitest';
import { judgePressure } from './pressure.ts';

const kib = 1024;

it.each<[string, number, number | null, number, string]>([
  ['keeps up', 10 * kib, null, 0, 'send'],
  ['falls behind', 257 * kib, null, 0, 'hold'],
  ['is still behind', 100 * kib, 1000, 2000, 'hold'],
  ['has caught up', 10 * kib, 1000, 2000, 'catch_up'],
  ['stays behind', 100 * kib, 1000, 11_001, 'terminate'],
  ['has read all but a little', 32 * kib, 1000, 2000, 'catch_up'],
  ['has not read enough', 33 * kib, 1000, 2000, 'hold'],
  ['does not read at all', 1025 * kib, null, 0, 'terminate'],
])('a browser that %s', (_what, unsentBytes, behindSince, now, verdict) => {
  expect(judgePressure({ unsentBytes, largestWrite: 0, behindSince, now })).toBe(verdict);
});

it('a browser that was just sent a long view is not cut for it', () => {
  const view = { unsentBytes: 3000 * kib, largestWrite: 3000 * kib, behindSince: null, now: 0 };
  expect(judgePressure(view)).toBe('hold');
  expect(judgePressure({ ...view, unsentBytes: 3300 * kib })).toBe('terminate');
});
