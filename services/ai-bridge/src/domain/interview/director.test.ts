import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { InterviewPhase } from '@ringback/shared/contract/lifecycle';
import { describe, expect, it } from 'vitest';
import { transition } from '../bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import {
  type BridgeState,
  type EndingState,
  type InterviewState,
  withFloor,
  withModel,
} from '../bridge-state.ts';
import type { BridgeEffect } from '../bridge-step.ts';
import { idle } from '../turns/response.ts';
import { buildInstructions } from './instructions.ts';

const jobConfiguration = jobConfigurationSchema.parse({
  jobTitle: 'Baker',
  jobDescription: '- Experience with sourdough\n- You will lead a team of five',
  lengthMinutes: 10,
});
const minuteMs = 60_000;

/** In the middle of a conversation, this long after its first word. */
function talking(
  atMs: number,
  given: { interview?: Partial<InterviewState>; ending?: Partial<EndingState> } = {},
): BridgeState {
  const state = createBridgeState({
    jobConfiguration,
    configurationHash: 'a'.repeat(64),
    interviewPhase: null,
  });
  return {
    ...state,
    phase: 'talking',
    model: { ...state.model, isConnected: true },
    interview: { ...state.interview, ...given.interview },
    ending: { ...state.ending, ...given.ending },
    conversation: { ...state.conversation, clockMs: atMs },
  };
}
const inPhase = (phase: InterviewPhase) => ({ interview: { phase } });
const turn = { type: 'model.item_added', itemId: 'c1', previousItemId: null, speaker: 'candidate' } as const;
const finished = (...calls: [name: string, given: object][]) => ({
  type: 'model.response_finished' as const,
  responseId: 'r',
  status: 'completed' as const,
  toolCalls: calls.map(([name, given], index) => ({
    callId: `c${index}`,
    name,
    arguments: JSON.stringify(given),
  })),
});
const phasesOf = (effects: readonly BridgeEffect[]) =>
  effects.flatMap((effect) =>
    effect.type === 'commit' && effect.fact.type === 'interview.phase_changed' ? [effect.fact.phase] : [],
  );
const toldBy = (effects: readonly BridgeEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'model.tell' ? [effect.text] : []));
const answersOf = (effects: readonly BridgeEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'model.answer_tool' ? [effect.output] : []));
const types = (effects: readonly BridgeEffect[]) => effects.map(({ type }) => type);

describe('the time of a part of the interview', () => {
  it('is kept: when it is over, the next part begins with the next turn, whatever the model does', () => {
    const [within, none] = transition(talking(0.5 * minuteMs), turn);
    expect(phasesOf(none)).toEqual([]);
    expect(within.interview.phase).toBeNull();
    const [moved, effects] = transition(talking(2 * minuteMs), turn);
    expect(phasesOf(effects)).toEqual(['questions']);
    expect(moved.interview.phase).toBe('questions');
    expect(toldBy(effects)).toEqual([expect.stringMatching(/warm-up is over/)]);
    // The new instructions and the note come before the response that follows from them.
    expect(types(effects).indexOf('model.configure')).toBeLessThan(types(effects).indexOf('model.respond'));
    expect(types(effects).indexOf('model.tell')).toBeLessThan(types(effects).indexOf('model.respond'));
  });

  it.each([
    [8.5 * minuteMs, 'questions', 'candidate_questions'],
    [9.8 * minuteMs, 'candidate_questions', 'closing'],
    [9.8 * minuteMs, 'warm_up', 'closing'],
  ] as const)('at %i ms leads from %s to %s', (atMs, interviewPhase, next) => {
    const [, effects] = transition(talking(atMs, inPhase(interviewPhase)), turn);
    expect(phasesOf(effects)).toEqual([next]);
  });

  it('leads on in a long silence too, without asking the candidate’s consent', () => {
    const silent = withFloor(talking(2 * minuteMs), { isCandidateAwaited: true });
    const [, effects] = transition(silent, { type: 'timer', name: 'silence' });
    expect(phasesOf(effects)).toEqual(['questions']);
    expect(toldBy(effects)).toHaveLength(1);
  });

  it('never leads back, and neither does the model', () => {
    const ahead = talking(minuteMs, inPhase('candidate_questions'));
    expect(phasesOf(transition(ahead, turn)[1])).toEqual([]);
    const [after, effects] = transition(ahead, finished(['change_phase', { phase: 'questions' }]));
    expect(after.interview.phase).toBe('candidate_questions');
    expect(answersOf(effects)).toEqual([expect.stringContaining('"ok":false')]);
  });
});

describe('the note that the time of the model’s own part is used to its end', () => {
  const wrapUp = { type: 'timer', name: 'wrap_up' } as const;

  it.each([
    [6 * minuteMs, 'about two minutes'],
    [6.8 * minuteMs, 'about one minute'],
    [7.5 * minuteMs, 'less than a minute'],
  ])('says at %i ms how much of it is left, also to a model that took over late', (atMs, left) => {
    const questionsUntilMs = talking(0).interview.plan.phases.find(
      ({ phase }) => phase === 'questions',
    )?.untilMs;
    expect(questionsUntilMs).toBe(8 * minuteMs);
    const [, effects] = transition(talking(atMs, inPhase('questions')), wrapUp);
    expect(toldBy(effects)).toEqual([expect.stringContaining(left)]);
  });

  it.each([
    ['by the clock', talking(9 * minuteMs, inPhase('questions'))],
    ['before its time', talking(5 * minuteMs, inPhase('candidate_questions'))],
  ])('is not given once that part is over %s', (_how, state) => {
    expect(transition(state, wrapUp)[1]).toEqual([]);
  });
});

describe('a model that wants to end', () => {
  const end: [string, object] = ['end_interview', { reason: 'completed' }];

  it('far too early is sent back to its questions once, with the points that are not covered', () => {
    const early = talking(minuteMs, inPhase('questions'));
    const [refused, effects] = transition(early, finished(['change_phase', { phase: 'closing' }], end));
    expect(refused).toMatchObject({
      ending: { isSayingGoodbye: false },
      interview: { phase: 'questions' },
    });
    expect(answersOf(effects)).toEqual([
      expect.stringContaining('p1, p2'),
      expect.stringContaining('p1, p2'),
    ]);
    expect(types(effects)).toContain('model.respond');
    expect(transition(withModel(refused, { response: idle }), finished(end))[0].phase).toBe('leaving');
  });

  it.each<[string, BridgeState, object]>([
    ['late', talking(5 * minuteMs, inPhase('questions')), { reason: 'completed' }],
    ['because the candidate asked for it', talking(minuteMs), { reason: 'candidate_asked' }],
    ['because it was ordered', talking(minuteMs, { ending: { isOrdered: true } }), { reason: 'completed' }],
    [
      'may, with everything covered',
      talking(minuteMs, { interview: { covered: ['p1', 'p2'] } }),
      { reason: 'completed' },
    ],
    [
      'may, after the candidate’s own questions',
      talking(minuteMs, inPhase('candidate_questions')),
      { reason: 'completed' },
    ],
  ])('%s may', (_why, state, given) => {
    expect(transition(state, finished(['end_interview', given]))[0].phase).toBe('leaving');
  });
});

it('a model that ends because the candidate asked says so, unless the end was ordered already', () => {
  const asked: [string, object] = ['end_interview', { reason: 'candidate_asked' }];
  const closing: [string, object] = ['change_phase', { phase: 'closing' }];
  const isStopped = (state: BridgeState) => transition(state, finished(closing, asked))[0].ending.isStopped;
  expect(isStopped(talking(minuteMs))).toBe(true);
  expect(isStopped(talking(minuteMs, inPhase('candidate_questions')))).toBe(false);
  expect(isStopped(talking(minuteMs, { ending: { isOrdered: true } }))).toBe(false);
  // Said in the response before: what comes during the goodbye takes nothing back.
  const leaving = talking(minuteMs, { ending: { isSayingGoodbye: true, isStopped: true } });
  expect(transition(leaving, finished(closing))[0].ending.isStopped).toBe(true);
  expect(transition(leaving, finished())[0].ending.isStopped).toBe(true);
});

describe('words that may sound like an order to stop', () => {
  const sentences = [
    ...[
      'Can I finish?',
      'May I finish?',
      'I’d like to finish this.',
      'No, I need to finish this.',
      'Finish.',
    ],
    ...['Stop.', 'Please stop the interview.', 'Let’s end the call here.'],
  ];

  it.each(sentences)('are the model’s to judge, and code orders nothing: %j', (text) => {
    const said = { type: 'model.transcribed', itemId: 'c1', text } as const;
    const running = { phase: 'running', responseId: 'r', isAwaited: true } as const;
    for (const response of [idle, running]) {
      const [after, effects] = transition(withModel(talking(minuteMs), { response }), said);
      expect(after.ending.isOrdered).toBe(false);
      expect(types(effects).filter((type) => type !== 'set_timer')).toEqual(['commit', 'commit']);
      const [, finishing] = transition(withModel(after, { response: running }), finished());
      expect(toldBy(finishing).join()).not.toMatch(/stop|goodbye/i);
      // The guard against an early end is still on.
      const [guarded] = transition(after, finished(['end_interview', { reason: 'completed' }]));
      expect(guarded.ending).toMatchObject({ isSayingGoodbye: false, isRefused: true });
    }
  });

  it('are explained to the model in its instructions and at its tool', () => {
    const instructions = buildInstructions(jobConfiguration);
    expect(instructions).toMatch(/only on an unmistakable wish to end this call/);
    expect(instructions).toMatch(/"Can I finish\?".*wants to go on speaking/);
    expect(instructions).toMatch(/ask once "Shall we stop here\?"/);
  });
});
