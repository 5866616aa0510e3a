import { describe, expect, it } from 'vitest';
import { checkAdvice } from './advice.ts';
import type { AdviceAnswer } from './report-port.ts';

const question = (id: string, ...answer: string[]) => ({
  ...{ id, itemIds: [], text: '', pointId: null, answer, answerType: null, shares: null, figures: [] },
  ...{ overlaps: [], hints: [], earlierTries: [] },
});
const sources = {
  language: 'en',
  questions: [question('q1', 's001', 's002'), question('q2', 's003'), question('q3')],
  spoken: ['I led a team of four.', 'We shipped late.', 'Latency fell.'],
  beside: ['Saved 30 % of costs in 2021.'],
};
const nothing: AdviceAnswer = { questions: [], changes: [], drill: null };
const asked = (given: Partial<AdviceAnswer['questions'][number]>) => ({
  ...nothing,
  questions: [
    { questionId: 'q1', bestMoment: null, missedChance: null, evidence: [], missingFact: null, ...given },
  ],
});
const check = (answer: AdviceAnswer) => checkAdvice(answer, sources);

describe('advice', () => {
  it('names the best moment of the answer that it is about, and of no other answer', () => {
    const best = (bestMoment: string) => check(asked({ bestMoment })).advice.questions[0]?.bestMoment;
    expect([best('s002'), best('s003')]).toEqual(['s002', null]);
  });

  it('says nothing of a question that was not answered or not asked', () => {
    expect(check(asked({ questionId: 'q3' })).advice.questions).toEqual([]);
    expect(check(asked({ questionId: 'q9' })).advice.questions).toEqual([]);
  });

  it('asks for the missing fact by one question, which assumes no number', () => {
    const fact = (missingFact: string) => check(asked({ missingFact })).advice.questions[0]?.missingFact;
    expect(fact('By how much did latency fall?')).toBe('By how much did latency fall?');
    expect(fact('Was it 30 % in 2021?')).toBe('Was it 30 % in 2021?');
    expect(fact('Did latency fall by 40 %?')).toBeNull();
    expect(fact('Say by how much it fell.')).toBeNull();
    expect(fact('How did “we failed badly” end?')).toBeNull();
  });

  it('cites sentences, names no number that was not said, and quotes what was said', () => {
    const change = (text: string, ...evidence: string[]) => ({ text, evidence });
    const { advice, dropped } = check({
      ...nothing,
      changes: [
        change('Say that it saved 50 %.', 's001'),
        change('Begin with the result.'),
        change('You said “we shipped late”: say why.', 's002'),
        change('You said “we failed badly”.', 's002'),
      ],
    });
    expect(advice.changes.map(({ text }) => text)).toEqual(['You said “We shipped late”: say why.']);
    expect(dropped).toEqual({ unsupported: 2, quotations: 1 });
  });

  it('has at most three changes and one drill', () => {
    const changes = ['A', 'B', 'C', 'D'].map((text) => ({ text, evidence: ['s001'] }));
    const { advice } = check({ ...nothing, changes, drill: 'Tell it in two minutes, three times.' });
    expect(advice.changes).toHaveLength(3);
    expect(advice.drill).toBe('Tell it in two minutes, three times.');
  });

  it('has a drill with small numbers alone, which quotes nothing that was never said', () => {
    const drilled = (drill: string) => check({ ...nothing, drill });
    expect(drilled('Tell it twice, in 10 minutes.').advice.drill).toBe('Tell it twice, in 10 minutes.');
    expect(drilled('Say that latency fell by 40 %.')).toEqual({
      ...{ advice: { questions: [], changes: [], drill: null }, dropped: { unsupported: 1, quotations: 0 } },
    });
    expect(drilled('Tell it again. Begin with “we failed badly”.').advice.drill).toBe('Tell it again.');
  });

  it('has one entry for a question, and cites each sentence once', () => {
    const given = asked({ missedChance: 'Say why.', evidence: ['s002', 's002'] });
    const { advice } = check({ ...given, questions: [...given.questions, ...given.questions] });
    expect(advice.questions.map(({ missedChance }) => missedChance?.evidence)).toEqual([['s002']]);
  });
});
