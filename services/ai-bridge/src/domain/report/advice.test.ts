import { describe, expect, it } from 'vitest';
import { checkAdvice } from './advice.ts';
import type { AdviceAnswer } from './report-port.ts';

const question = (id: string, ...answer: string[]) => ({
  ...{ id, itemIds: [], text: '', pointId: null, answer, answerType: null, shares: null, figures: [] },
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
});
