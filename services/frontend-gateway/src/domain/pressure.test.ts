import { expect, it } from 'vitest';
import { judgePressure } from './pressure.ts';

const kib = 1024;

it.each<[string, number, number | null, number, string]>([
  ['keeps up', 256 * kib, null, 0, 'send'],
  ['falls behind', 256 * kib + 1, null, 0, 'hold'],
  ['is still behind', 100 * kib, 1000, 2000, 'hold'],
  ['has caught up', 10 * kib, 1000, 2000, 'catch_up'],
  ['has read all but a little', 32 * kib, 1000, 2000, 'catch_up'],
  ['has not read enough', 32 * kib + 1, 1000, 2000, 'hold'],
  ['has been behind for ten seconds', 100 * kib, 1000, 11_000, 'hold'],
  ['has been behind for longer', 100 * kib, 1000, 11_001, 'too_long'],
  ['has left a megabyte unread', 1024 * kib, 1000, 2000, 'hold'],
  ['has left more than a megabyte', 1024 * kib + 1, 1000, 2000, 'too_much'],
  ['has left more than a megabyte at once', 1024 * kib + 1, null, 0, 'too_much'],
])('a browser that %s', (_what, unsentBytes, behindSince, now, pressure) => {
  expect(judgePressure({ unsentBytes, viewBytes: 0, behindSince, now })).toBe(pressure);
});

it('a browser that was just sent a long view is not cut off for it', () => {
  const view = { unsentBytes: 3000 * kib, viewBytes: 3000 * kib, behindSince: null, now: 0 };
  expect(judgePressure(view)).toBe('hold');
  expect(judgePressure({ ...view, unsentBytes: 3300 * kib })).toBe('too_much');
});
