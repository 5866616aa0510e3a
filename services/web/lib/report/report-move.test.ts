import { noReport } from '@ringback/shared/contract/report-status';
import { expect, it } from 'vitest';
import { leadsToReport, leftOfStay, stayMs } from './report-move.ts';

const ended = {
  phase: 'closed',
  activeAt: 1_000,
  endReason: 'completed',
  report: { ...noReport, state: 'queued', version: 1 },
} as const;

it('leads to the report of an interview that is over, as soon as one is asked for', () => {
  expect(leadsToReport(ended)).toBe(true);
  expect(leadsToReport({ ...ended, report: { ...ended.report, state: 'failed' } })).toBe(true);
  expect(leadsToReport({ ...ended, phase: 'ended' })).toBe(false);
});

it.each([
  ['had no interview', { ...ended, activeAt: null }],
  ['has no report, because an earlier release closed it', { ...ended, report: noReport }],
  ['is followed by another one already', { ...ended, endReason: 'superseded' }],
])('leads nowhere from a call that %s', (_what, view) => {
  expect(leadsToReport(view)).toBe(false);
});

it('gives the whole stay again to a person who does something on the page', () => {
  expect(leftOfStay(stayMs, 1_000, false)).toBe(stayMs - 1_000);
  expect(leftOfStay(2_000, 1_000, true)).toBe(stayMs);
  expect(leftOfStay(500, 1_000, false)).toBe(0);
});
