import type { Segment } from '@ringback/shared/report/segments';
import { describe, expect, it } from 'vitest';
import type { HeardTurn } from './heard-turn.ts';
import type { Interview } from './interview.ts';
import { type Judgement, toJudgedParts } from './judged-report.ts';
import type { Judged } from './level.ts';

const answer: HeardTurn = {
  ...{
    itemId: 'c1',
    speaker: 'candidate',
    text: 'I led it. It fell by 3 %.',
    startedAtMs: 0,
    endedAtMs: 4_000,
  },
  ...{ afterMs: null, voiced: null, lineGaps: [], isAfterQuestions: false },
};
const interview: Interview = {
  language: 'en',
  turns: [answer],
  exchanges: [{ id: 'q1', text: 'And?', itemIds: ['c1'], answer: [answer], earlierTries: [], hints: [] }],
};
const segment = (id: string, spoken: string): Segment => ({
  ...{ id, itemId: 'c1', spoken, clean: spoken, startedAtMs: 0, endedAtMs: 2_000 },
});
const segments = [segment('s001', 'I led it.'), segment('s002', 'It fell by 3 %.')];
const judged = (id: string, level: number | null): Judged => ({
  dimension: {
    ...{ id, level, spread: 0, samples: 1, checks: [], evidence: ['s001'], why: null },
    ...{
      whyNotHigher: 'No scale. You said “we won every prize”.',
      whyNotLower: 'Named as “It fell by 3 %”.',
    },
  },
  observations: [],
});
const parts = (given: Partial<Judgement>) =>
  toJudgedParts(
    interview,
    segments,
    { judged: [], classified: null, claims: [], verdicts: [], advice: null, ...given },
    ['Saved 9 % in 2021.'],
  );

describe('the judged parts of a report', () => {
  it('have a whole only if every dimension has a level, and say which one has none', () => {
    expect(parts({ judged: [judged('substance', 3), judged('structure', 4)] }).overall).toBe(3.5);
    const { overall, findings } = parts({ judged: [judged('substance', 3), judged('structure', null)] });
    expect(overall).toBeNull();
    expect(findings).toEqual([
      {
        id: 'f1',
        mode: 'cannot_judge',
        about: 'structure',
        text: '',
        questionId: null,
        evidence: [],
        support: null,
      },
    ]);
  });

  it('count everything that was left out', () => {
    const question = { questionId: 'q1', bestMoment: 's002', evidence: ['s001'], missingFact: null };
    const { dropped, advice, dimensions, findings } = parts({
      judged: [judged('substance', 3)],
      claims: [
        { about: 'substance', text: 'Led it.', evidence: ['s001'] },
        { about: 'substance', text: 'Failed.', evidence: ['s002'] },
      ],
      verdicts: ['supports', 'no'],
      advice: {
        questions: [{ ...question, missedChance: 'Say that it was 40 %.' }],
        changes: [{ text: 'Say that you saved 9 %.', evidence: ['s002'] }],
        drill: null,
      },
    });
    expect(dropped).toEqual({ unsupported: 2, quotations: 1 });
    expect(advice?.questions[0]).toEqual({
      ...{ questionId: 'q1', bestMoment: 's002', missedChance: null, missingFact: null },
    });
    expect(advice?.changes).toHaveLength(1);
    expect(dimensions[0]).toMatchObject({
      whyNotHigher: 'No scale.',
      whyNotLower: 'Named as “It fell by 3 %”.',
    });
    expect(findings.map(({ id, text }) => [id, text])).toEqual([['f1', 'Led it.']]);
  });
});
