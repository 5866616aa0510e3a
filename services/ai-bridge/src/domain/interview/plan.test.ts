import { interviewPlanSchema } from '@ringback/shared/contract/interview-plan';
import {
  interviewKinds,
  type JobConfigurationInput,
  jobConfigurationSchema,
  lengthsMinutes,
} from '@ringback/shared/contract/job-configuration';
import { describe, expect, it } from 'vitest';
import { transition } from '../bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import { withModel } from '../bridge-state.ts';
import { clockTimers } from './director.ts';
import { buildInstructions } from './instructions.ts';
import { planByRules, uncovered } from './plan.ts';
import { planFromDraft } from './plan-draft.ts';

const job = (given: Partial<JobConfigurationInput>) =>
  jobConfigurationSchema.parse({ jobTitle: 'Baker', ...given });
const description = [
  'We are a small bakery.',
  '- Experience with sourdough',
  '- You will lead a team of five',
  '- Free bread, and 25 days of paid leave',
].join('\n');

describe('the plan by rules', () => {
  it('fits its schema for every kind, length and difficulty, and its phases end with the interview', () => {
    for (const kind of interviewKinds) {
      for (const lengthMinutes of lengthsMinutes) {
        for (const difficulty of [1, 2, 3] as const) {
          const plan = interviewPlanSchema.parse(planByRules(job({ kind, lengthMinutes, difficulty })));
          const ends = plan.phases.map(({ untilMs }) => untilMs);
          expect(ends).toEqual(ends.toSorted((a, b) => a - b));
          expect(ends.at(-1)).toBe(lengthMinutes * 60_000);
          expect(plan.curveball === null).toBe(difficulty === 1);
        }
      }
    }
  });

  it('takes its points from what the job asks for, and none from what it offers', () => {
    expect(planByRules(job({ jobDescription: description })).mustCover).toEqual([
      { id: 'p1', text: 'Experience with sourdough' },
      { id: 'p2', text: 'You will lead a team of five' },
    ]);
  });

  const ordinary = [
    'Act as the primary point of contact for the board',
    'Assistant to two directors',
    'Prompt and reliable answers to customers',
    'Follow written instructions',
    'Pretend play and music with children of three',
  ];

  it('loses no line of a job because of words that an order might have', () => {
    const jobDescription = ordinary.map((line) => `- ${line}`).join('\n');
    expect(planByRules(job({ jobDescription })).mustCover.map(({ text }) => text)).toEqual(ordinary);
    const draft = {
      competencies: ['assistant skills', 'prompt replies'],
      mustCover: ordinary,
      warmUp: 'Which instructions do you like to be given?',
      curveball: 'When did you ignore an instruction, and why?',
    };
    expect(planFromDraft(draft, job({ difficulty: 2 }))).toMatchObject({
      ...draft,
      mustCover: ordinary.map((text, index) => ({ id: `p${index + 1}`, text })),
    });
  });

  it('puts first what the résumé does not mention', () => {
    const plan = planByRules(job({ jobDescription: description, resume: 'Sourdough baker since 2019.' }));
    expect(plan.mustCover.map(({ text }) => text)).toEqual([
      'You will lead a team of five',
      'Experience with sourdough',
    ]);
  });

  it('is the same for the same configuration, so that every bridge has it', () => {
    expect(planByRules(job({ jobDescription: description }))).toEqual(
      planByRules(job({ jobDescription: description })),
    );
  });
});

describe('the director', () => {
  const jobConfiguration = job({ jobDescription: description });
  const state = createBridgeState({
    jobConfiguration,
    configurationHash: 'a'.repeat(64),
    interviewPhase: null,
  });
  const talking = { ...withModel(state, { isConnected: true }), phase: 'talking' as const };
  const call = (name: string, given: object) => ({
    type: 'model.response_finished' as const,
    responseId: 'r',
    status: 'completed' as const,
    toolCalls: [{ callId: 'c', name, arguments: JSON.stringify(given) }],
  });

  it('ticks off a point of the plan once, and refuses any other', () => {
    const [after, effects] = transition(talking, call('mark_covered', { point: 'p1' }));
    expect(effects[0]).toEqual({ type: 'commit', fact: { type: 'interview.point_covered', pointId: 'p1' } });
    expect(uncovered(after.interview).map(({ id }) => id)).toEqual(['p2']);
    for (const point of ['p1', 'p9', '__proto__', '']) {
      const [, again] = transition(after, call('mark_covered', { point }));
      expect(again.map(({ type }) => type)).not.toContain('commit');
    }
  });

  it('names what is not covered two minutes before the candidate’s own questions, and invites none before', () => {
    const [, effects] = transition(talking, { type: 'timer', name: 'wrap_up' });
    expect(effects[0]).toMatchObject({
      type: 'model.tell',
      text: expect.stringMatching(/two minutes.*p1, p2/),
    });
    expect(JSON.stringify(effects)).not.toContain('candidate_questions');
    expect(clockTimers(5, 0)[0]).toEqual({ type: 'set_timer', name: 'wrap_up', afterMs: 180_000 });
    expect(clockTimers(15, 60_000)[0]).toMatchObject({ afterMs: 600_000 });
  });

  it('changes the instructions with the part of the interview, without another receipt', () => {
    const [received] = transition(
      withModel(talking, { awaited: { instructions: 'x', configurationHash: 'a'.repeat(64) } }),
      { type: 'model.confirmed', instructions: 'x' },
    );
    const [after, effects] = transition(received, call('change_phase', { phase: 'candidate_questions' }));
    const instructions = buildInstructions(jobConfiguration, 'candidate_questions');
    expect(effects.find(({ type }) => type === 'model.configure')).toMatchObject({ instructions });
    expect(transition(after, { type: 'model.confirmed', instructions })[1]).toEqual([]);
  });
});
