import { readFileSync } from 'node:fs';
import { interviewPlanSchema } from '@ringback/shared/contract/interview-plan';
import {
  type JobConfigurationInput,
  jobConfigurationSchema,
} from '@ringback/shared/contract/job-configuration';
import { describe, expect, it } from 'vitest';
import { buildInstructions } from './instructions.ts';
import { planByRules } from './plan.ts';
import { planFromDraft } from './plan-draft.ts';
import { buildPlanPrompt } from './plan-prompt.ts';

const corpus: string[] = JSON.parse(
  readFileSync(new URL('../injection-texts.json', import.meta.url), 'utf8'),
);
const job = (given: Partial<JobConfigurationInput> = {}) =>
  jobConfigurationSchema.parse({
    jobTitle: 'Baker',
    jobDescription: '- Experience with sourdough',
    ...given,
  });
const draft = {
  competencies: ['craft', 'leading a shift'],
  mustCover: ['sourdough', 'night work'],
  warmUp: 'What do you bake at home?',
  curveball: 'What if the oven breaks at four?',
};

describe('a plan from a model’s draft', () => {
  it('has the draft’s words, and the time budgets of the rules', () => {
    const plan = interviewPlanSchema.parse(planFromDraft(draft, job()));
    expect(plan.mustCover).toEqual([
      { id: 'p1', text: 'sourdough' },
      { id: 'p2', text: 'night work' },
    ]);
    expect(plan).toMatchObject({
      competencies: draft.competencies,
      warmUp: draft.warmUp,
      curveball: draft.curveball,
    });
    expect(plan.phases).toEqual(planByRules(job()).phases);
  });

  it('keeps within every bound, whatever the draft says', () => {
    const long = 'word '.repeat(200);
    const many = Array.from({ length: 50 }, (_, index) => `point ${index}`);
    const plan = interviewPlanSchema.parse(
      planFromDraft(
        { competencies: many, mustCover: [long, ...many], warmUp: `${long}?`, curveball: 'No.' },
        job(),
      ),
    );
    expect(plan.competencies).toHaveLength(5);
    expect(plan.mustCover).toHaveLength(5);
    expect(plan.warmUp).toBe(planByRules(job()).warmUp);
    expect(plan.curveball).toBe(planByRules(job()).curveball);
    expect(planFromDraft(draft, job({ difficulty: 1 }))?.curveball).toBeNull();
  });

  it('is none if the draft says nothing of use', () => {
    expect(planFromDraft({ ...draft, competencies: ['one'] }, job())).toBeNull();
    expect(planFromDraft({ ...draft, competencies: ['', ' \u200b '] }, job())).toBeNull();
    expect(planFromDraft({ ...draft, mustCover: [] }, job())?.mustCover).toEqual(
      planByRules(job()).mustCover,
    );
  });
});

/** What stands outside the data blocks. */
const outside = (text: string) => text.replaceAll(/^<(\w+)>\n[\s\S]*?\n<\/\1>$/gm, '');

describe.each(corpus)('the hostile text %j', (text) => {
  it('is asked for with data in a block, and comes back as data in a block', () => {
    const hostile = job({ jobDescription: text, resume: text });
    const prompt = buildPlanPrompt(hostile);
    expect(prompt.instructions).toBe(buildPlanPrompt(job()).instructions);
    expect(outside(prompt.input)).toBe('');
    // Nothing in it looks like the end of a block, whether on a line of its own or not.
    expect(prompt.input.match(/</g)).toHaveLength(2);
    const made = planFromDraft(
      { competencies: [text, 'craft', 'care'], mustCover: [text], warmUp: `${text}?`, curveball: text },
      job(),
    );
    const plan = interviewPlanSchema.parse(made);
    expect(outside(buildInstructions(job(), 'questions', plan))).toBe(
      outside(buildInstructions(job(), 'questions')),
    );
  });
});
