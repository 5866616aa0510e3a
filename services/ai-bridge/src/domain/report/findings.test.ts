import type { ReportQuestion } from '@ringback/shared/contract/report';
import { describe, expect, it } from 'vitest';
import { claimsOf, toFindings } from './findings.ts';
import type { Judged } from './level.ts';

const question = (id: string, ...answer: string[]): ReportQuestion => ({
  ...{ id, itemIds: [], text: '', pointId: null, answer, answerType: null, shares: null, figures: [] },
  ...{ overlaps: [], hints: [], earlierTries: [] },
});
const said = {
  questions: [question('q1', 's001', 's002'), question('q2', 's003')],
  spoken: ['I led a team of four.', 'We shipped late.', 'Yes.'],
};
const claim = (text: string, ...evidence: string[]) => ({ about: 'substance', text, evidence });

const judged = (id: string, level: number | null): Judged => ({
  dimension: {
    ...{ id, level, spread: null, samples: 1, checks: [], evidence: [], why: null },
    ...{ whyNotHigher: '', whyNotLower: '' },
  },
  observations: level === null ? [] : [{ claim: id, evidence: ['s001'] }],
});

describe('findings', () => {
  it('are claims that their sentences support at least partly, or that could not be checked', () => {
    const claims = [claim('A', 's001'), claim('B', 's002'), claim('C', 's003'), claim('D', 's001')];
    const { findings, dropped } = toFindings(claims, ['supports', 'no', 'partly', null], said);
    expect(findings.map(({ id, text, support }) => [id, text, support])).toEqual([
      ['f1', 'A', 'supports'],
      ['f2', 'C', 'partly'],
      ['f3', 'D', null],
    ]);
    expect(dropped).toEqual({ unsupported: 1, quotations: 0 });
  });

  it('name the question that they are about, if it is a single one', () => {
    const claims = [claim('A', 's001', 's002'), claim('B', 's003'), claim('C', 's001', 's003')];
    expect(toFindings(claims, [], said).findings.map(({ questionId }) => questionId)).toEqual([
      'q1',
      'q2',
      null,
    ]);
  });

  it('leave out claims that cite nothing, and quotations that were never said', () => {
    const claims = [claim('Led it.'), claim('Said “I led a team of forty”.', 's001')];
    expect(toFindings(claims, ['supports', 'supports'], said)).toEqual({
      findings: [],
      dropped: { unsupported: 1, quotations: 1 },
    });
  });

  it('begin with the lowest level, and leave out what was not judged', () => {
    const claims = claimsOf([judged('substance', 4), judged('structure', null), judged('credibility', 2)]);
    expect(claims.map(({ about }) => about)).toEqual(['credibility', 'substance']);
  });

  it('are six of a dimension at most, and cite each sentence once', () => {
    const observations = Array.from({ length: 7 }, () => ({ claim: 'A', evidence: ['s001', 's001'] }));
    const claims = claimsOf([{ ...judged('substance', 3), observations }]);
    expect(claims.map(({ evidence }) => evidence)).toEqual(Array(6).fill(['s001']));
  });
});
