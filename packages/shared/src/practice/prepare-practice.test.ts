import { describe, expect, it } from 'vitest';
import { sampleReport } from '../../testing/report/sample-report.ts';
import { wholePractices } from '../contract/practice.ts';
import { toAskedQuestion } from './asked-question.ts';
import { preparePractice } from './prepare-practice.ts';

const asked = (said: string, isGreeting = false) => toAskedQuestion(said, { language: 'en', isGreeting });

describe('the question in what an interviewer said', () => {
  it('is the sentence that asks, without thanks and greetings', () => {
    expect(asked('Thank you. How did you measure success?')).toBe('How did you measure success?');
    expect(asked('Hello. I am interviewing you today for Baker. To begin, what do you bake?', true)).toBe(
      'To begin, what do you bake?',
    );
    expect(asked('What was the result? Take your time.')).toBe('What was the result?');
    expect(asked('Okay. Tell me about your best result.')).toBe('Tell me about your best result.');
  });

  it('has the sentence before it where that says what it is about', () => {
    const question = 'The role asks for patience with customers. Can you give me an example?';
    expect(asked(`I see. ${question}`)).toBe(question);
    const two = 'Tell me about a decision where safety mattered. What happened?';
    expect(asked(`Noted. ${two}`)).toBe(two);
    expect(asked('Did you lead them yourself? How many were they?')).toBe('How many were they?');
  });

  it('is none where nothing was said, and leaves out what would be too long', () => {
    expect(asked('')).toBeNull();
    expect(asked(`${'word '.repeat(70)}and more. Why?`)).toBe('Why?');
    expect(asked(`${'word '.repeat(70)}why?`)).toBeNull();
  });
});

describe('one question again', () => {
  const closed = { phase: 'closed', language: 'en', report: sampleReport(), plan: null } as const;
  const again = (questionId: string, over: Partial<Parameters<typeof preparePractice>[1]> = {}) =>
    preparePractice({ kind: 'one_question', questionId }, { ...closed, ...over });

  it('is the question of the report with this id', () => {
    expect(again('q2')).toMatchObject({
      practice: {
        kind: 'one_question',
        question: { id: 'q2', text: 'How do you work with a team that disagrees?' },
      },
    });
  });

  it('is not practised before the call is over, without a report, or if the report has no such question', () => {
    expect(again('q2', { phase: 'active' })).toBe('not_over');
    expect(again('q2', { report: null })).toBe('no_report');
    expect(again('q99')).toBe('no_question');
  });
});

describe('a whole interview that leads on', () => {
  const plan = {
    ...{ competencies: ['care', 'speed'], mustCover: [], warmUp: 'Hello?', curveball: null },
    phases: [{ phase: 'questions', untilMs: 60_000 }],
  };
  const closed = { phase: 'closed', language: 'en', report: sampleReport(), plan } as const;
  const prepare = (
    kind: (typeof wholePractices)[number],
    over: Partial<Parameters<typeof preparePractice>[1]> = {},
  ) => preparePractice({ kind }, { ...closed, ...over });
  const levelled = (levels: Record<string, [level: number | null, spread: number]>) => ({
    report: sampleReport({
      dimensions: sampleReport().dimensions.map((one) => {
        const [level, spread] = levels[one.id] ?? [4, 0];
        return { ...one, level, spread };
      }),
    }),
  });

  it('tells the interviewer what each kind is about, and nothing else', () => {
    const nothing = { asked: [], strong: [], weak: [], plan: null };
    expect(prepare('same_plan')).toEqual({
      practice: { kind: 'same_plan', question: null },
      briefing: { ...nothing, plan },
    });
    expect(prepare('new_questions')).toMatchObject({
      briefing: { ...nothing, asked: sampleReport().questions.map(({ text }) => text) },
    });
    expect(prepare('harder')).toMatchObject({ briefing: { ...nothing, strong: ['relevance'] } });
    expect(prepare('weak_only')).toMatchObject({
      briefing: { ...nothing, weak: ['structure', 'differentiation'] },
    });
  });

  it('is about the lowest levels, with those that lie no further away than their samples lie apart', () => {
    const weakOf = (levels: Record<string, [number | null, number]>) => {
      const prepared = prepare('weak_only', levelled(levels));
      return typeof prepared === 'string' ? prepared : prepared.briefing.weak;
    };
    expect(weakOf({ substance: [2, 0] })).toEqual(['substance']);
    expect(weakOf({ substance: [2, 0], structure: [2.5, 0.5] })).toEqual(['substance', 'structure']);
    expect(weakOf({ substance: [2, 0], structure: [null, 0] })).toEqual(['substance']);
    expect(weakOf({})).toBe('no_levels');
    expect(weakOf({ substance: [3, 1] })).toBe('no_levels');
    expect(prepare('weak_only', { report: sampleReport({ dimensions: [] }) })).toBe('no_levels');
  });

  it('is not practised before the call is over, and not without what it needs', () => {
    for (const kind of wholePractices) expect(prepare(kind, { phase: 'ended' })).toBe('not_over');
    expect(prepare('same_plan', { plan: null })).toBe('no_plan');
    for (const kind of ['new_questions', 'harder', 'weak_only'] as const)
      expect(prepare(kind, { report: null })).toBe('no_report');
    expect(prepare('new_questions', { report: sampleReport({ questions: [] }) })).toBe('no_question');
  });
});
