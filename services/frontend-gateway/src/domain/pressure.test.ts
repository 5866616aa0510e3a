import { expect, it } from 'vitest';
import { judgePressure } from './pressure.ts';

const kib = 1024;

it.each<[string, number, number | null, number, string]>([
  ['keeps up', 10 * kib, null, 0, 'send'],
  ['falls behind', 257 * kib, null, 0, 'hold'],
  ['is still behind', 100 * kib, 1000, 2000, 'hold'],
  ['has caught up', 10 * kib, 1000, 2000, 'catch_up'],
  ['stays behind', 100 * kib, 1000, 11_001, 'terminate'],
  ['does not read at all', 1025 * kib, null, 0, 'terminate'],
])('a browser that %s', (_what, unsent, behindSince, now, verdict) => {
  expect(judgePressure(unsent, behindSince, now)).toBe(verdict);
});
