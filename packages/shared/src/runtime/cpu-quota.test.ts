import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { readCores, toQuotaCores } from './cpu-quota.ts';

it.each([
  ['50000 100000', 0.5],
  ['200000 100000', 2],
  ['max 100000', null],
  ['-1 100000', null],
  ['null null', null],
  [null, null],
])('of a quota %s a process has %s cores', (text, cores) => {
  expect(toQuotaCores(text)).toBe(cores);
});

it('a process has no more cores than its machine, and some', () => {
  expect(readCores()).toBeGreaterThan(0);
  expect(readCores()).toBeLessThanOrEqual(availableParallelism());
});
