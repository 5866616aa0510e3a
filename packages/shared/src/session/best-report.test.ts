import { expect, it } from 'vitest';
import { bestReport, toListedReport } from './best-report.ts';

const best = (...states: string[]) =>
  bestReport(states.map((state, index) => ({ state, version: index + 1 })))?.version;

it('is the newest that is ready, whatever became of a later one', () => {
  expect(best('ready', 'failed')).toBe(1);
  expect(best('ready', 'insufficient', 'failed')).toBe(1);
  expect(best('ready', 'ready', 'failed')).toBe(2);
  expect(best('insufficient', 'failed')).toBe(1);
  expect(best('failed', 'insufficient')).toBe(2);
  expect(best('failed', 'failed')).toBe(2);
  expect(best()).toBeUndefined();
});

it('is what a list tells, also while another version is made or has failed; without one, where the newest stands', () => {
  const settled = (state: string) => [{ version: 1, state, reason: null, hash: null, settledAt: 1 }];
  const listed = (state: string, first: string) =>
    toListedReport({ state, version: 2, versions: settled(first) });
  expect(listed('failed', 'ready')).toEqual({ state: 'ready', version: 1 });
  expect(listed('working', 'insufficient')).toEqual({ state: 'insufficient', version: 1 });
  expect(listed('working', 'failed')).toEqual({ state: 'working', version: 2 });
  expect(toListedReport({ state: 'none', version: 0, versions: [] })).toEqual({ state: 'none', version: 0 });
});
