import {
  mostReportVersions,
  noReport,
  type ReportStatus,
  reportFailures,
  reportSteps,
} from '@ringback/shared/contract/report-status';
import { describe, expect, it } from 'vitest';
import { moreCatalogues } from '../words/more-catalogues.ts';
import { toMakeWords as makeWords, toReportStatusWords as statusWords } from './report-status-words.ts';

const { en } = moreCatalogues;
const toReportStatusWords = (view: Parameters<typeof statusWords>[1], isQuiet?: boolean) =>
  statusWords(en, view, isQuiet);
const toMakeWords = (view: Parameters<typeof makeWords>[1], hasCorrections: boolean) =>
  makeWords(en.report, view, hasCorrections);

const of = (
  report: Partial<ReportStatus>,
  over: { phase?: 'active' | 'ended'; activeAt?: null; expired?: Record<string, number> } = {},
) => ({
  ...{ phase: 'closed' as const, activeAt: 1, report: { ...noReport, ...report }, expired: {} },
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
      'Your report is being made: getting ready. Attempt 2 of 5: the one before stopped without a result.',
    );
  });

  it('is said to be quiet where nothing new was heard, without a claim that anything is done', () => {
    const working = of({ state: 'working', step: 'judging', done: 3, of: 15 });
    expect(toReportStatusWords(working)).not.toContain('Nothing new');
    expect(toReportStatusWords(working, true)).toContain(
      'Nothing new was heard of it for a while. If it has stopped, it begins again by itself.',
    );
    expect(toReportStatusWords(of({ state: 'queued' }), true)).toContain('Nothing has begun to make it yet.');
    expect(toReportStatusWords(of({ state: 'ready' }), true)).toBe('Your report is ready.');
  });

  it('is said of every way to fail in words of its own', () => {
    const words = reportFailures.map((reason) => toReportStatusWords(of({ state: 'failed', reason })));
    expect(new Set(words).size).toBe(reportFailures.length);
    expect(toReportStatusWords(of({ state: 'failed', reason: 'toString' }))).toContain(
      'not known to this page',
    );
  });

  it('names the operator and advises only where that helps', () => {
    const said = (reason: string, version = 1) =>
      toReportStatusWords(of({ state: 'failed', reason, version }));
    const forOperator = reportFailures.filter((reason) => said(reason).includes('operator'));
    expect(forOperator).toEqual(['refused', 'quota']);
    expect(said('no_money_today')).toContain('Make it again tomorrow.');
    expect(said('no_money_today', mostReportVersions)).not.toContain('tomorrow');
  });

  it('tells of the earlier version that is shown if the newest one failed', () => {
    const settled = (version: number, state: string) => ({
      ...{ version, state, reason: null, hash: null, settledAt: 1 },
    });
    const failed = { state: 'failed', reason: 'too_slow', version: 2 };
    const words = (first: string) =>
      toReportStatusWords(of({ ...failed, versions: [settled(1, first), settled(2, 'failed')] }));
    expect(words('ready')).toMatch(/^The newest version could not be made\..*An earlier one is here\.$/);
    const thin = {
      state: 'insufficient',
      version: 2,
      versions: [settled(1, 'ready'), settled(2, 'insufficient')],
    };
    expect(toReportStatusWords(of(thin))).toContain('An earlier one is here.');
    expect(words('failed')).toMatch(/^The report could not be made\./);
  });

  it('is nothing where no interview began, and not yet anything while it goes on', () => {
    expect(toReportStatusWords(of({}, { activeAt: null }))).toContain('did not begin');
    expect(toReportStatusWords(of({}, { phase: 'active' }))).toContain('is not over');
    expect(toReportStatusWords(of({ state: 'printed' }))).toContain('too old');
  });

  it('is that it was erased, once its time has passed', () => {
    const words = toReportStatusWords(of({ state: 'ready', version: 1 }, { expired: { report: 1 } }));
    expect(words).toBe('The report was erased, because the time for which it is kept here has passed.');
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
    for (const expired of [{ report: 1 }, { transcript: 1 }])
      expect(toMakeWords(of({ state: 'failed', version: 1 }, { expired }), false)).toBeNull();
  });
});
