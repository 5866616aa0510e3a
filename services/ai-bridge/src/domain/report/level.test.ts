import { describe, expect, it } from 'vitest';
import { judgeDimension, median, overallLevel, samplesMissing } from './level.ts';
import type { AskedDimension, JudgeAnswer } from './report-port.ts';

const asked: AskedDimension = {
  ...{ id: 'substance', title: '', definition: '', anchors: { 1: '', 3: '', 5: '' } },
  checks: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: '' })),
};

/** An answer with these scores, each of which cites a sentence. */
const answer = (...scores: (0 | 1 | 2)[]): JudgeAnswer => ({
  observations: [{ claim: `points: ${scores}`, evidence: ['s001', 's002'] }],
  checks: scores.map((score, index) => ({ id: 'abcd'[index] ?? '', evidence: [`s00${index + 3}`], score })),
  whyNotHigher: 'no figure',
  whyNotLower: 'actions',
});
const levelOf = (...answers: JudgeAnswer[]) => judgeDimension(asked, answers).dimension.level;

describe('the level of a sample', () => {
  it.each([
    [[0, 0, 0, 0], 1],
    [[1, 0, 0, 0], 1.5],
    [[1, 1, 1, 1], 3],
    [[2, 2, 1, 1], 4],
    [[2, 2, 2, 2], 5],
  ] as const)('is arithmetic (%j → %d)', (scores, level) => {
    expect(levelOf(answer(...scores))).toBe(level);
  });

  it('ignores a score that cites nothing', () => {
    const best = answer(2, 2, 2, 2);
    const bare = best.checks.map((check, index) => (index < 2 ? { ...check, evidence: [] } : check));
    expect(levelOf({ ...best, checks: bare })).toBe(3);
  });

  it('is absent with fewer than two sentences of evidence', () => {
    const checks = answer(2, 2, 2, 2).checks.map((check) => ({ ...check, evidence: ['s001'] }));
    const thin = { ...answer(), observations: [{ claim: 'x', evidence: ['s001'] }], checks };
    expect(judgeDimension(asked, [thin]).dimension).toMatchObject({
      level: null,
      why: 'too_little_evidence',
    });
  });

  it('is absent if an item of the checklist was left out or scored twice', () => {
    expect(levelOf(answer(2, 2, 2))).toBeNull();
    const twice = answer(2, 2, 2, 2);
    expect(levelOf({ ...twice, checks: [...twice.checks, ...twice.checks.slice(0, 1)] })).toBeNull();
  });
});

describe('a dimension', () => {
  it('is the median of its samples, with their spread and the words of the nearest one', () => {
    const { dimension, observations } = judgeDimension(asked, [
      answer(2, 2, 2, 2),
      answer(1, 1, 1, 1),
      answer(1, 1, 1, 2),
    ]);
    expect(dimension).toMatchObject({ level: 3.5, spread: 2, samples: 3, why: null });
    expect(dimension.checks.map(({ score }) => score)).toEqual([1, 1, 1, 2]);
    expect(observations[0]?.claim).toBe('points: 1,1,1,2');
    expect(dimension.evidence).toEqual(['s001', 's002', 's003', 's004', 's005', 's006']);
  });

  it('cites for an item only what was cited for the score that counts', () => {
    const low = { ...answer(0, 1, 1, 1), observations: [{ claim: '', evidence: ['s020', 's021'] }] };
    const other = { ...low, checks: low.checks.map((check) => ({ ...check, evidence: ['s009'] })) };
    const [first] = judgeDimension(asked, [answer(2, 1, 1, 1), answer(2, 1, 1, 1), other]).dimension.checks;
    expect(first).toEqual({ id: 'a', score: 2, evidence: ['s003'] });
  });

  it('is absent if most samples found too little', () => {
    const nothing = { ...answer(0, 0, 0, 0), observations: [], checks: answer(0, 0, 0, 0).checks };
    const empty = { ...nothing, checks: nothing.checks.map((check) => ({ ...check, evidence: [] })) };
    expect(levelOf(empty, empty, answer(2, 2, 2, 2))).toBeNull();
    expect(levelOf(empty, answer(2, 2, 2, 2), answer(2, 2, 2, 2))).toBe(5);
    expect(judgeDimension(asked, []).dimension.why).toBe('no_judge');
  });

  it('has five samples if the first ones are two levels apart, and otherwise three', () => {
    const [low, close, far] = [answer(1, 1, 1, 1), answer(2, 2, 1, 1), answer(2, 2, 2, 2)];
    expect(samplesMissing(asked, [], 3)).toBe(3);
    expect(samplesMissing(asked, [low, close, low], 3)).toBe(0);
    expect(samplesMissing(asked, [low, far, low], 3)).toBe(2);
    expect(samplesMissing(asked, [low, far, low, low, far], 3)).toBe(0);
  });
});

describe('the whole', () => {
  const of = (...levels: (number | null)[]) =>
    overallLevel(levels.map((level) => ({ ...judgeDimension(asked, []).dimension, level })));

  it('is the mean of all dimensions in tenths, and absent if one is absent', () => {
    expect(of(3, 4, 2.5, 5, 3)).toBe(3.5);
    expect(of(3, 4, 2.5)).toBe(3.2);
    expect(of(3, null, 2.5, 5, 3)).toBeNull();
    expect(of()).toBeNull();
  });
});

describe('the median', () => {
  it.each([
    [[], null],
    [[4], 4],
    [[1, 5], 3],
    [[5, 1, 2], 2],
    [[1, 2, 4, 5], 3],
  ])('of %j is %s', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});
