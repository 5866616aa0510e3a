import { interviewPlanSchema } from '@ringback/shared/contract/interview-plan';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { type Briefing, noBriefing, type wholePractices } from '@ringback/shared/contract/practice';
import { describe, expect, it } from 'vitest';
import { transition } from '../bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import { buildInstructions } from './instructions.ts';
import { planByRules } from './plan.ts';
import { planFromDraft } from './plan-draft.ts';
import { buildPlanPrompt } from './plan-prompt.ts';

const jobConfiguration = jobConfigurationSchema.parse({
  jobTitle: 'Baker',
  jobDescription: '- Experience with sourdough',
});
const held = (kind: (typeof wholePractices)[number], briefing: Partial<Briefing>) => ({
  ...jobConfiguration,
  practice: { kind, question: null },
  briefing: { ...noBriefing, ...briefing },
});
const rules = planByRules(jobConfiguration);
const draft = {
  competencies: ['craft', 'leading a shift'],
  mustCover: ['sourdough'],
  warmUp: 'What do you bake at home?',
  curveball: 'What if the oven breaks at four?',
};
const kept = {
  ...{ competencies: ['care', 'speed'], mustCover: [{ id: 'p1', text: 'night work' }], warmUp: 'And you?' },
  ...{ curveball: 'Why not?', phases: [{ phase: 'closing' as const, untilMs: 7 }] },
};

describe('an interview that leads on', () => {
  it('with the same plan has its words at the present length, and no model makes another one', () => {
    const { practice, briefing } = held('same_plan', { plan: kept });
    const state = createBridgeState({
      ...{ jobConfiguration, configurationHash: 'a'.repeat(64), interviewPhase: null },
      ...{ practice, briefing },
    });
    expect(state.interview.plan).toEqual({ ...kept, phases: rules.phases });
    const [opened, effects] = transition(state, { type: 'model.opened' });
    expect(effects.map(({ type }) => type)).not.toContain('make_plan');
    const [changed, after] = transition(opened, {
      type: 'session.configuration_changed',
      jobConfiguration: { ...jobConfiguration, jobTitle: 'Miller' },
      configurationHash: 'b'.repeat(64),
    });
    expect(changed.interview.plan.competencies).toEqual(rules.competencies);
    expect(after.map(({ type }) => type)).toContain('make_plan');
  });

  it('with new questions asks none of the old ones, by rules or by a model', () => {
    const asked = [`To begin, ${rules.warmUp.toLowerCase()}`, rules.curveball ?? '', draft.warmUp];
    const job = held('new_questions', { asked });
    const plan = planByRules(job);
    expect([plan.warmUp, plan.curveball]).not.toContain(rules.warmUp);
    expect(plan.curveball).not.toBe(rules.curveball);
    expect(planFromDraft(draft, job)).toMatchObject({ warmUp: plan.warmUp, curveball: draft.curveball });
    expect(buildPlanPrompt(job).input).toContain(draft.warmUp);
    expect(buildInstructions(job, 'questions', plan)).toContain('Ask none of them again');
  });

  it('harder tells what was done well, to the interviewer and to who plans', () => {
    const job = held('harder', { strong: ['relevance'] });
    for (const text of [buildInstructions(job), Object.values(buildPlanPrompt(job)).join('\n')]) {
      expect(text).toContain('wants it harder');
      expect(text).toMatch(/"strong": \[\s+"relevance"\s+\]/);
    }
  });

  it('is about the weak competencies alone, whatever a model’s draft names', () => {
    const job = held('weak_only', { weak: ['structure'] });
    const weak = ['telling one case in order: situation, own part, result'];
    expect(interviewPlanSchema.parse(planByRules(job)).competencies).toEqual(weak);
    expect(planFromDraft(draft, job)?.competencies).toEqual(weak);
    expect(planFromDraft({ ...draft, competencies: [] }, job)?.competencies).toEqual(weak);
    expect(buildInstructions(job, 'questions', planByRules(job))).toContain('about one of them');
  });
});
