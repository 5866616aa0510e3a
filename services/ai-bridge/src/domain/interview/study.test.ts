import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { describe, expect, it } from 'vitest';
import { transition } from '../bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import type { BridgeState, InterviewState } from '../bridge-state.ts';
import type { BridgeEffect, BridgeInput } from '../bridge-step.ts';
import { clockTimers } from './director.ts';
import { buildInstructions } from './instructions.ts';

const jobConfiguration = jobConfigurationSchema.parse({
  jobTitle: 'Baker',
  jobDescription: '- Experience with sourdough',
  lengthMinutes: 10,
});
const configurationHash = 'a'.repeat(64);

/** In the middle of a conversation. */
function talking(interviewMode: 'exam' | 'study', interview: Partial<InterviewState> = {}): BridgeState {
  const state = createBridgeState({
    ...{ jobConfiguration, configurationHash, interviewMode, interviewPhase: 'questions' },
  });
  return {
    ...state,
    phase: 'talking',
    model: { ...state.model, isConnected: true },
    interview: { ...state.interview, ...interview },
  };
}

const toldBy = (effects: readonly BridgeEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'model.tell' ? [effect.text] : []));
const markedBy = (effects: readonly BridgeEffect[]) =>
  effects.flatMap((effect) =>
    effect.type === 'commit' && effect.fact.type === 'interview.studied' ? [effect.fact] : [],
  );
const answersOf = (effects: readonly BridgeEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'model.answer_tool' ? [effect.output] : []));

/** A response ends, which calls `mark_study` with these steps. */
const markingAll = (responseId: string, steps: readonly string[]): BridgeInput => ({
  ...{ type: 'model.response_finished', responseId, status: 'completed' },
  toolCalls: steps.map((step, index) => ({
    ...{ callId: `c${index}`, name: 'mark_study', arguments: JSON.stringify({ step }) },
  })),
});
const marking = (step: string): BridgeInput => markingAll('r1', [step]);

/** The interviewer has said something in this response. */
function spoken(state: BridgeState, responseId = 'r1', itemId = 'i1'): BridgeState {
  const inputs: BridgeInput[] = [
    { type: 'model.response_started', responseId },
    { type: 'model.item_added', itemId, previousItemId: null, speaker: 'interviewer' },
    { type: 'model.audio_began', responseId, itemId },
  ];
  const begun = inputs.reduce((current, input) => transition(current, input)[0], state);
  const turns = new Map(begun.conversation.turns);
  const turn = turns.get(itemId);
  if (turn === undefined) throw new Error('no turn');
  turns.set(itemId, { ...turn, text: 'Feedback.', audioMs: 900 });
  return { ...begun, conversation: { ...begun.conversation, turns } };
}

describe('an interview in study mode', () => {
  it('is led with feedback, hints and other tries, and an exam with none of them', () => {
    const { interview } = talking('study');
    const study = buildInstructions(interview.jobConfiguration, 'questions', interview.plan);
    for (const words of [
      'exactly one sentence of feedback',
      'Would you like to try again, or go on?',
      'hint',
    ])
      expect(study).toContain(words);
    expect(study).not.toContain('Give no feedback');
    expect(study).toContain('"interviewMode": "study"');
    const exam = buildInstructions(talking('exam').interview.jobConfiguration, 'questions');
    expect(exam).toContain('Give no feedback');
    expect(exam).not.toMatch(/hint|study/i);
  });

  it('lasts no longer than an exam: the same clock brings it to its end', () => {
    expect(talking('study').interview.plan.phases).toEqual(talking('exam').interview.plan.phases);
    const late = talking('study');
    const atEnd = { ...late, conversation: { ...late.conversation, clockMs: 9 * 60_000 } };
    const [after] = transition(atEnd, {
      ...{ type: 'model.item_added', itemId: 'c1', previousItemId: null, speaker: 'candidate' },
    });
    expect(after.interview.phase).toBe('candidate_questions');
    expect(clockTimers(10, 0)).toContainEqual({ type: 'set_timer', name: 'time_up', afterMs: 600_000 });
  });

  it('stays in study mode when its configuration is changed, as an exam stays an exam', () => {
    const change: BridgeInput = {
      type: 'session.configuration_changed',
      ...{ jobConfiguration: { ...jobConfiguration, company: 'Acme' }, configurationHash: 'b'.repeat(64) },
    };
    expect(transition(talking('study'), change)[0].interview.jobConfiguration.interviewMode).toBe('study');
    expect(transition(talking('exam'), change)[0].interview.jobConfiguration.interviewMode).toBeUndefined();
  });
});

describe('what the model says of its words', () => {
  it.each(['hint', 'feedback', 'try_again'])('is put on the record with the turn itself: %s', (step) => {
    const [, effects] = transition(spoken(talking('study')), marking(step));
    expect(markedBy(effects)).toEqual([{ type: 'interview.studied', step, turnId: 'i1' }]);
    expect(answersOf(effects)).toEqual(['{"ok":true}']);
  });

  it('is about its next turn where nothing was said in this response', () => {
    expect(markedBy(transition(talking('study'), marking('hint'))[1])).toEqual([
      { type: 'interview.studied', step: 'hint', turnId: null },
    ]);
  });

  it('counts once for each step and turn, however often the model says it', () => {
    const [first, effects] = transition(
      spoken(talking('study')),
      markingAll('r1', ['hint', 'hint', 'feedback']),
    );
    expect(markedBy(effects).map(({ step }) => step)).toEqual(['hint', 'feedback']);
    expect(answersOf(effects)).toHaveLength(3);
    const again = transition(spoken(first, 'r2', 'i2'), markingAll('r2', ['hint']))[1];
    expect(markedBy(again)).toEqual([{ type: 'interview.studied', step: 'hint', turnId: 'i2' }]);
  });

  it('counts once, when it is said before the turn and in it, and again for the turn after', () => {
    const [before, early] = transition(talking('study'), markingAll('r0', ['hint']));
    expect(markedBy(early)).toMatchObject([{ turnId: null }]);
    const [within, late] = transition(spoken(before), markingAll('r1', ['hint']));
    expect(markedBy(late)).toEqual([]);
    const [after, next] = transition(spoken(within, 'r2', 'i2'), markingAll('r2', ['hint']));
    expect(markedBy(next)).toMatchObject([{ turnId: 'i2' }]);
    expect(markedBy(transition(after, markingAll('r3', ['hint']))[1])).toMatchObject([{ turnId: null }]);
  });

  it('waits for the next turn alone', () => {
    const [before] = transition(talking('study'), markingAll('r0', ['hint']));
    const [unmarked] = transition(spoken(before), markingAll('r1', []));
    const [, next] = transition(spoken(unmarked, 'r2', 'i2'), markingAll('r2', ['hint']));
    expect(markedBy(next)).toMatchObject([{ turnId: 'i2' }]);
  });

  it('is refused in an exam, and where it is no step', () => {
    for (const [mode, step] of [
      ['exam', 'hint'],
      ['study', 'praise'],
    ] as const) {
      const [, effects] = transition(spoken(talking(mode)), marking(step));
      expect(markedBy(effects)).toEqual([]);
      expect(answersOf(effects)).toEqual([expect.stringContaining('"ok":false')]);
    }
  });
});

describe('a hint and another try', () => {
  const ask = (state: BridgeState, kind: 'hint' | 'try_again', by: 'key' | 'page') => {
    const input: BridgeInput =
      by === 'key'
        ? { type: 'call.key', digit: kind === 'hint' ? '4' : '8' }
        : { type: 'session.steered', asked: 7, kind, ageMs: 40 };
    const [, effects] = transition(state, input);
    const outcomes = effects.flatMap((effect) =>
      effect.type === 'commit' && effect.fact.type === 'steering.answered' ? [effect.fact.outcome] : [],
    );
    return { told: toldBy(effects), outcomes };
  };
  const kinds = ['hint', 'try_again'] as const;

  it.each(kinds)('are asked of the interviewer, by key as by the page: %s', (kind) => {
    for (const by of ['key', 'page'] as const)
      expect(ask(talking('study'), kind, by)).toEqual({
        ...{ told: [expect.stringContaining(`mark_study with ${kind}`)], outcomes: ['done'] },
      });
  });

  it.each(kinds)('are none of an exam, and none once the time for questions is over: %s', (kind) => {
    const late = talking('study', { phase: 'candidate_questions' });
    expect(ask(talking('exam'), kind, 'page')).toEqual({ told: [], outcomes: ['not_in_exam'] });
    expect(ask(late, kind, 'page')).toEqual({ told: [], outcomes: ['not_now'] });
    for (const state of [talking('exam'), late])
      expect(ask(state, kind, 'key')).toEqual({ told: [], outcomes: [] });
  });
});
