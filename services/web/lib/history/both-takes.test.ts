import type { Report } from '@ringback/shared/contract/report';
import { describe, expect, it } from 'vitest';
import { sampleReport } from '../../../../packages/shared/testing/report/sample-report.ts';
import { moreCatalogues } from '../words/more-catalogues.ts';
import { toBothTakes, toTakesStatus } from './both-takes.ts';

const { history } = moreCatalogues.en;

const judged = (report: Partial<Report> = {}) => ({ kind: 'technical', report: sampleReport(report) });
const { dimensions, questions } = sampleReport();
const rate = (value: number) => [{ name: 'speech_rate', unit: 'words_per_minute', value, why: null }];
const withRate = (value: number) => ({
  questions: questions.map((question) => ({ ...question, figures: rate(value) })),
});

describe('both takes of a question', () => {
  it('are what was said to it then, and what is said to it now', () => {
    const takes = toBothTakes(judged(), 'q2', judged());
    const spoken = (ids: string[]) =>
      sampleReport().segments.flatMap((one) => (ids.includes(one.id) ? [one.spoken] : []));
    expect(takes?.first.sentences).toEqual(spoken(['s005']));
    expect(takes?.second.sentences).toEqual(spoken(['s001', 's002', 's003', 's004']));
    expect(toBothTakes(judged(), 'q99', judged())).toBeNull();
    expect(toBothTakes(judged(), 'q1', judged({ questions: [] }))).toBeNull();
  });

  it('that are not here say why', () => {
    const { report } = judged();
    expect(toTakesStatus(history, null, null)).toContain('is being read');
    expect(toTakesStatus(history, 'The first interview is not kept any more.', null)).toContain(
      'not kept any more',
    );
    expect(toTakesStatus(history, report, null)).toContain('does not have this question');
    expect(toTakesStatus(history, report, toBothTakes(judged(), 'q1', judged()))).toBe('');
  });

  it('differ in a figure from a tenth on', () => {
    const differenceTo = (value: number) =>
      toBothTakes(judged(withRate(100)), 'q1', judged(withRate(value)))?.figures.map(
        ({ difference }) => difference,
      );
    expect(differenceTo(105)).toEqual(['none']);
    expect(differenceTo(130)).toEqual(['more']);
    expect(differenceTo(70)).toEqual(['less']);
  });

  it('differ in a level beyond the spread of its samples, where both were judged alike', () => {
    const raised = (by: number) =>
      judged({
        dimensions: dimensions.map((one) => ({ ...one, spread: 0.5, level: (one.level ?? 0) + by })),
      });
    const differences = (by: number) => [
      ...new Set(toBothTakes(judged(), 'q1', raised(by))?.levels.map(({ difference }) => difference)),
    ];
    expect(differences(0.5)).toEqual(['none']);
    expect(differences(1.5)).toEqual(['more']);
    expect(toBothTakes(judged(), 'q1', judged({ dimensions: [] }))?.levels).toEqual([]);
    expect(toBothTakes(judged(), 'q1', { ...judged(), kind: 'behavioural' })?.levels).toEqual([]);
  });
});
