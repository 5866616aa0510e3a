import { describe, expect, it } from 'vitest';
import { sampleView } from '../../testing/report/sample-interview.ts';
import { noReport } from '../contract/report-status.ts';
import type { SessionMoney } from '../contract/session-view.ts';
import { toCostLines, toCostSummary } from '../report/cost-words.ts';
import { shownCostOf } from './shown-cost.ts';

const quote = {
  prices: { carrier: 0.02, stream: 0.004, model: 0.1, transcription: 0.006 },
  estimateUsd: 0.63,
};
const money: SessionMoney = { quote, interviewerUsd: 0.31, reportsUsd: 0.2 };
const settled = { ...noReport, state: 'ready', version: 2 };
/** Answered 70 s before its end: two begun minutes. */
const phone = sampleView({
  via: 'phone',
  answeredAt: Date.UTC(2026, 10, 30, 11, 59, 55),
  money,
  report: settled,
});
const withQuote = (prices: Partial<typeof quote.prices>): SessionMoney => ({
  ...money,
  quote: { ...quote, prices: { ...quote.prices, ...prices } },
});

describe('what a session has cost', () => {
  it('has each part at what the log tells of it', () => {
    const cost = shownCostOf(phone);
    expect(cost).toMatchObject({
      carrier: { how: 'listed', usd: 0.04 },
      interviewer: { how: 'metered', usd: 0.31 },
      report: { how: 'metered', usd: 0.2 },
      estimateUsd: 0.63,
    });
    expect(cost.togetherUsd).toBeCloseTo(0.55, 9);
    expect(toCostSummary(cost)).toBe(
      'Together about $0.55, which the operator pays. Before the call $0.63 was estimated, without the report.',
    );
  });

  it('is the time at list prices where the interviewer has not told what it used', () => {
    const { interviewer } = shownCostOf({ ...phone, money: { ...money, interviewerUsd: null } });
    expect(interviewer).toMatchObject({ how: 'listed' });
    expect('usd' in interviewer ? interviewer.usd : 0).toBeCloseTo(0.106, 9);
  });

  it('is unknown where an earlier release has begun the call', () => {
    const earlier = { ...phone, money: { ...money, quote: null } };
    expect(shownCostOf(earlier)).toMatchObject({
      carrier: { how: 'unknown' },
      interviewer: { how: 'unknown' },
      estimateUsd: null,
    });
    expect(shownCostOf(earlier).togetherUsd).toBeNull();
    expect(toCostSummary(shownCostOf(earlier))).toBe('What it cost together is not known.');
  });

  it('names why nothing is paid: no carrier in a browser, and stand-ins', () => {
    const inBrowser = { ...phone, via: 'browser', answeredAt: null };
    expect(shownCostOf(inBrowser).carrier).toEqual({ how: 'free', why: 'no_carrier' });
    const local = { ...phone, money: withQuote({ carrier: 0, model: 0, transcription: 0 }) };
    expect(shownCostOf(local)).toMatchObject({
      carrier: { how: 'free', why: 'stand_in' },
      interviewer: { how: 'free', why: 'stand_in' },
    });
    expect(toCostLines(shownCostOf(local)).map(({ words }) => words)).toEqual([
      'nothing is paid: a stand-in on this machine did it',
      'nothing is paid: a stand-in on this machine did it',
      '$0.20, by what was used at published prices',
    ]);
  });

  it('counts a report that is being made as far as it has come, and earlier versions with it', () => {
    const report = { ...settled, state: 'working', version: 3, costUsd: 0.05 };
    const part = shownCostOf({ ...phone, report }).report;
    expect(part).toMatchObject({ how: 'so_far' });
    expect('usd' in part ? part.usd : 0).toBeCloseTo(0.25, 9);
  });

  it('costs nothing where nothing was answered, begun or made', () => {
    const nothing: SessionMoney = { quote, interviewerUsd: null, reportsUsd: 0 };
    expect(
      shownCostOf({ ...phone, answeredAt: null, activeAt: null, money: nothing, report: noReport }),
    ).toMatchObject({
      carrier: { how: 'free', why: 'not_answered' },
      interviewer: { how: 'free', why: 'not_begun' },
      report: { how: 'free', why: 'no_report' },
    });
  });
});
