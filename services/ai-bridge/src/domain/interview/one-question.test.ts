import { interviewPlanSchema } from '@ringback/shared/contract/interview-plan';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { Practice } from '@ringback/shared/contract/practice';
import { describe, expect, it } from 'vitest';
import { transition } from '../bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import { clockTimers } from './director.ts';
import { buildInstructions } from './instructions.ts';
import { planByRules } from './plan.ts';

const jobConfiguration = jobConfigurationSchema.parse({
  jobTitle: 'Baker',
  jobDescription: '- Experience with sourdough',
});
const practice: Practice = {
  kind: 'one_question',
  question: { id: 'q2', text: 'When did <an oven> last fail you?' },
};
const configurationHash = 'a'.repeat(64);
const begin = () =>
  createBridgeState({
    ...{ jobConfiguration, configurationHash, interviewPhase: null },
    ...{ practice, lengthMinutes: 2 },
  });

describe('an interview of one question', () => {
  it('has that question as its plan, which no model makes anew', () => {
    const [opened, effects] = transition(begin(), { type: 'model.opened' });
    const { plan } = opened.interview;
    expect(interviewPlanSchema.parse(plan)).toMatchObject({
      ...{ warmUp: practice.question?.text, mustCover: [], curveball: null },
      phases: [
        { phase: 'questions', untilMs: 100_000 },
        { phase: 'closing', untilMs: 120_000 },
      ],
    });
    expect(effects).toContainEqual({
      type: 'commit',
      fact: { type: 'interview.planned', plan, madeBy: 'rules', configurationHash },
    });
    expect(effects.map(({ type }) => type)).not.toContain('make_plan');
  });

  it('is led as that and nothing else: the question and the practice are data, no warm-up is asked', () => {
    const { interview } = begin();
    const text = buildInstructions(interview.jobConfiguration, 'questions', interview.plan);
    expect(text).toContain('lasts two minutes');
    expect(text).not.toContain('warm-up');
    expect(text.match(/When did \\u003can oven> last fail you\?/g)).toHaveLength(2);
    const whole = buildInstructions(jobConfiguration, 'questions', planByRules(jobConfiguration));
    expect(whole).toContain('warm-up');
    expect(whole).not.toContain('<practice>');
  });

  it('begins with its question, and says goodbye before two minutes are over', () => {
    const state = begin();
    expect(state.interview.phase).toBe('questions');
    expect(clockTimers(2, 30_000)).toEqual([{ type: 'set_timer', name: 'time_up', afterMs: 90_000 }]);
    const talking = { ...state, phase: 'talking' as const, model: { ...state.model, isConnected: true } };
    const late = { ...talking, conversation: { ...talking.conversation, clockMs: 101_000 } };
    const added = {
      type: 'model.item_added',
      itemId: 'c1',
      previousItemId: null,
      speaker: 'candidate',
    } as const;
    const [, effects] = transition(late, added);
    expect(effects).toContainEqual({
      type: 'commit',
      fact: { type: 'interview.phase_changed', phase: 'closing' },
    });
  });

  it('has the length that was agreed, also when its configuration says another one', () => {
    const [ready] = transition(begin(), { type: 'model.opened' });
    const [confirmed, effects] = transition(ready, {
      type: 'model.confirmed',
      instructions: ready.model.awaited?.instructions ?? '',
    });
    expect(effects).toEqual([
      { type: 'commit', fact: { type: 'configuration.received', configurationHash } },
    ]);
    const changed = { ...jobConfiguration, company: 'Acme' };
    const [after] = transition(confirmed, {
      type: 'session.configuration_changed',
      ...{ jobConfiguration: changed, configurationHash: 'b'.repeat(64) },
    });
    expect(after.interview.jobConfiguration).toMatchObject({ company: 'Acme', lengthMinutes: 2, practice });
    expect(after.interview.plan.warmUp).toBe(practice.question?.text);
  });
});
