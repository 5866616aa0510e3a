import {
  mostReportVersions,
  noReport,
  type ReportStatus,
  reportFailures,
  reportSteps,
} from '@ringback/shared/contract/report-status';
import { describe, expect, it } from 'vitest';
import { toMakeWords, toReportStatusWords } from './report-status-words.ts';

const of = (report: Partial<ReportStatus>, over: { phase?: 'active' | 'ended'; activeAt?: null } = {}) => ({
  ...{ phase: 'closed' as const, activeAt: 1, report: { ...noReport, ...report } },
  ...over,
});

describe('where a report stands', () => {
  it('is said of every step, with how far it is', () => {
    const words = reportSteps.map((step) =>
      toReportStatusWords(of({ state: 'working', step, done: 3, of: 15 })),
    );
    expect(new Set(words).size).toBe(reportSteps.length);
    for (const one of words) expect(one).toContain('(3 of 15)');
    expect(toReportStatusWords(of({ state: 'working', step: 'dreaming', attempt: 2 }))).toBe(
      'Your report is being made: getting ready. Attempt 2.',
    );
  });

  it('is said of every way to fail in words of its own', () => {
    const words = reportFailures.map((reason) => toReportStatusWords(of({ state: 'failed', reason })));
    expect(new Set(words).size).toBe(reportFailures.length);
    expect(toReportStatusWords(of({ state: 'failed', reason: 'toString' }))).toContain(
      'not known to this page',
    );
  });

  it('is nothing where no interview began, and not yet anything while it goes on', () => {
    expect(toReportStatusWords(of({}, { activeAt: null }))).toContain('did not begin');
    expect(toReportStatusWords(of({}, { phase: 'active' }))).toContain('is not over');
    expect(toReportStatusWords(of({ state: 'printed' }))).toContain('too old');
  });
});

describe('making a report again', () => {
  it('is offered where the server would take it, and nowhere else', () => {
    expect(toMakeWords(of({ state: 'failed', version: 1 }), false)).toBe('Make it again');
    expect(toMakeWords(of({ state: 'ready', version: 1 }), true)).toBe('Make it again with your corrections');
    expect(toMakeWords(of({}), false)).toBe('Make a report');
    expect(toMakeWords(of({ state: 'failed', version: mostReportVersions }), false)).toBeNull();
    expect(toMakeWords(of({ state: 'working', version: 1 }), false)).toBeNull();
    expect(toMakeWords(of({}, { activeAt: null }), false)).toBeNull();
    expect(toMakeWords(of({}, { phase: 'ended' }), false)).toBeNull();
  });
});
