import { describe, expect, it } from 'vitest';
import { sampleReport } from '../../testing/report/sample-report.ts';
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
  const closed = { phase: 'closed', language: 'en', report: sampleReport() } as const;
  const again = (questionId: string, over: Partial<Parameters<typeof preparePractice>[1]> = {}) =>
    preparePractice({ kind: 'one_question', questionId }, { ...closed, ...over });

  it('is the question of the report with this id', () => {
    expect(again('q2')).toEqual({
      kind: 'one_question',
      question: { id: 'q2', text: 'How do you work with a team that disagrees?' },
    });
  });

  it('is not practised before the call is over, without a report, or if the report has no such question', () => {
    expect(again('q2', { phase: 'active' })).toBe('not_over');
    expect(again('q2', { report: null })).toBe('no_report');
    expect(again('q99')).toBe('no_question');
  });
});
