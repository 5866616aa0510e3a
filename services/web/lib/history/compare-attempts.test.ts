import type { Report } from '@ringback/shared/contract/report';
import { describe, expect, it } from 'vitest';
import { sampleReport } from '../../../../packages/shared/testing/report/sample-report.ts';
import { createFormat } from '../words/format.ts';
import { moreCatalogues } from '../words/more-catalogues.ts';
import {
  type Attempt,
  compareFigure,
  compareLevels,
  toComparable,
  toTrend,
  whyNotComparable,
} from './compare-attempts.ts';
import { hasReport, toCountWords, toLengthWords, toListedReportWords } from './history-words.ts';

const { history } = moreCatalogues.en;
const format = createFormat('en');

const attempt = (day: number, report: Partial<Report> = {}, over: Partial<Attempt> = {}): Attempt => ({
  ...{ sessionId: `ses_${day}`, configuredAt: day, kind: 'technical', persona: 'warm', patience: 'normal' },
  report: sampleReport(report),
  ...over,
});
const { madeBy } = sampleReport();
const byRules = { madeBy: { ...madeBy, judge: 'rules' } };
const byOtherRubric = { madeBy: { ...madeBy, rubricHash: 'cd'.repeat(32) } };
const unjudged = { dimensions: [], overall: null };

describe('two attempts', () => {
  it('are compared where kind, rubric and judge are the same', () => {
    expect(whyNotComparable(attempt(1), attempt(2))).toBeNull();
    expect(whyNotComparable(attempt(1), attempt(2, unjudged))).toBe('no_levels');
    expect(whyNotComparable(attempt(1), attempt(2, {}, { kind: 'behavioural' }))).toBe('kinds');
    expect(whyNotComparable(attempt(1), attempt(2, byOtherRubric))).toBe('rubrics');
    expect(whyNotComparable(attempt(1), attempt(2, byRules))).toBe('judges');
  });

  it('are not compared where one was held in study mode: neither in levels nor in figures, nor in one trend', () => {
    const studied = { interviewMode: 'study' };
    expect(whyNotComparable(attempt(1), attempt(2, studied))).toBe('modes');
    expect(whyNotComparable(attempt(1, studied), attempt(2, studied))).toBeNull();
    const rate = (value: number) => ({ figures: [{ name: 'speech_rate', unit: 'x', value, why: null }] });
    expect(compareFigure('speech_rate', attempt(1, rate(1)), attempt(2, rate(2)))).toBe('more');
    expect(
      compareFigure('speech_rate', attempt(1, rate(1)), attempt(2, { ...rate(2), ...studied })),
    ).toBeNull();
    const mixed = [attempt(1), attempt(2), attempt(3, studied), attempt(4)];
    expect(toComparable(mixed).map(({ configuredAt }) => configuredAt)).toEqual([1, 2, 4]);
  });

  it('differ in a level only by more than its samples lie apart', () => {
    expect(compareLevels({ level: 3, spread: 0.5 }, { level: 3.5, spread: 0 })).toBe('none');
    expect(compareLevels({ level: 3, spread: 0 }, { level: 3, spread: 0 })).toBe('none');
    expect(compareLevels({ level: 3, spread: 0.5 }, { level: 4, spread: 0 })).toBe('more');
    expect(compareLevels({ level: 3, spread: 0 }, { level: 2, spread: 0.5 })).toBe('less');
    expect(compareLevels({ level: null, spread: null }, { level: 2, spread: 0 })).toBeNull();
  });

  it('are compared in the time to the first word only with the same interviewer and patience', () => {
    const figures = (value: number) => ({
      figures: [{ name: 'time_to_first_word', unit: 's', value, why: null }],
    });
    expect(compareFigure('time_to_first_word', attempt(1, figures(1)), attempt(2, figures(2)))).toBe('more');
    const brisk = attempt(2, figures(2), { patience: 'brisk' });
    expect(compareFigure('time_to_first_word', attempt(1, figures(1)), brisk)).toBeNull();
    expect(compareFigure('speech_rate', attempt(1), brisk)).toBeNull();
  });
});

describe('a trend', () => {
  it('is drawn over three comparable attempts, in the order of time', () => {
    const points = [attempt(3, { overall: 3 }), attempt(1, { overall: 2 }), attempt(2, { overall: 2.5 })];
    expect(toTrend(points)).toEqual([
      { at: 1, overall: 2 },
      { at: 2, overall: 2.5 },
      { at: 3, overall: 3 },
    ]);
  });

  it('is none over two, nor over three of which one was measured otherwise or has no overall', () => {
    const two = [attempt(2), attempt(3)];
    expect(toTrend(two)).toBeNull();
    for (const other of [byRules, byOtherRubric, unjudged])
      expect(toTrend([attempt(1, other), ...two])).toBeNull();
    expect(toTrend([attempt(1, {}, { kind: 'behavioural' }), ...two])).toBeNull();
    expect(toTrend([attempt(1, { overall: null }), ...two])).toBeNull();
  });

  it('is measured as the newest one is', () => {
    const attempts = [attempt(1), attempt(2), attempt(3, byRules), attempt(4, unjudged)];
    expect(toComparable(attempts).map(({ sessionId }) => sessionId)).toEqual(['ses_3']);
    expect(toComparable([])).toEqual([]);
  });
});

describe('the list', () => {
  it('counts the interviews that were held, up to the number that a study names', () => {
    const held = (count: number) => [
      { activeAt: null },
      ...Array.from({ length: count }, () => ({ activeAt: 1 })),
    ];
    expect(toCountWords(history, format, held(0))).toBe('You have not been interviewed yet.');
    expect(toCountWords(history, format, held(1))).toBe('You have been interviewed once: interview 1 of 9.');
    expect(toCountWords(history, format, held(4))).toBe(
      'You have been interviewed 4 times: interview 4 of 9.',
    );
    expect(toCountWords(history, format, held(12))).toBe('You have been interviewed 12 times.');
  });

  it('says how long each was and where its report stands', () => {
    expect(toLengthWords(history, format, { activeAt: 0, endedAt: 247_000 })).toBe('4 minutes');
    expect(toLengthWords(history, format, { activeAt: 0, endedAt: 20_000 })).toBe('under a minute');
    expect(toLengthWords(history, format, { activeAt: null, endedAt: 1 })).toBe('');
    const report = (state: string, activeAt: number | null = 1, expired = {}) =>
      toListedReportWords(history, { activeAt, report: { state, version: 1 }, expired });
    expect(report('ready')).toBe('ready');
    expect(report('none')).toBe('none yet');
    expect(report('toString')).toBe('none yet');
    expect(report('none', null)).toBeNull();
    expect(report('ready', 1, { report: 1 })).toBe('erased, its time was over');
    expect(hasReport({ report: { state: 'ready', version: 1 }, expired: { report: 1 } })).toBe(false);
  });
});
