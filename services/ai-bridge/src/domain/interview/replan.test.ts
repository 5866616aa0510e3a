import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { describe, expect, it } from 'vitest';
import { transition } from '../bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import {
  type BridgeState,
  type EndingState,
  type InterviewState,
  withEnding,
  withInterview,
  withModel,
} from '../bridge-state.ts';
import type { BridgeEffect } from '../bridge-step.ts';
import { planByRules } from './plan.ts';

const jobConfiguration = jobConfigurationSchema.parse({
  jobTitle: 'Baker',
  jobDescription: '- Experience with sourdough',
});
const configurationHash = 'a'.repeat(64);
const begin = (given: Partial<Parameters<typeof createBridgeState>[0]> = {}) =>
  createBridgeState({ jobConfiguration, configurationHash, interviewPhase: null, ...given });
const rules = planByRules(jobConfiguration);
const plan = { ...rules, warmUp: 'What do you bake?', mustCover: [{ id: 'p1', text: 'night work' }] };
const made = { type: 'plan.made', configurationHash, plan } as const;
const plansOf = (effects: readonly BridgeEffect[]) =>
  effects.flatMap((effect) =>
    effect.type === 'commit' && effect.fact.type === 'interview.planned' ? [effect.fact] : [],
  );
const instructionsOf = (effects: readonly BridgeEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'model.configure' ? [effect.instructions] : []));
type Circumstances = { interview?: Partial<InterviewState>; ending?: Partial<EndingState> };
/** The model confirms its latest instructions. */
const confirm = (state: BridgeState) =>
  transition(state, { type: 'model.confirmed', instructions: state.model.awaited?.instructions ?? '' });

describe('a plan that a model makes', () => {
  it('is asked for when the model session opens, while the plan by rules is on the record already', () => {
    const [, effects] = transition(begin(), { type: 'model.opened' });
    expect(plansOf(effects)).toEqual([
      { type: 'interview.planned', plan: rules, madeBy: 'rules', configurationHash },
    ]);
    expect(effects).toContainEqual({ type: 'make_plan', jobConfiguration, configurationHash });
    expect(instructionsOf(effects)).toHaveLength(1);
  });

  it('delays no receipt: the last confirmation counts, and there is one receipt', () => {
    const [opened] = transition(begin(), { type: 'model.opened' });
    const [adopted, effects] = transition(opened, made);
    expect(plansOf(effects)).toMatchObject([{ plan, madeBy: 'model' }]);
    expect(instructionsOf(effects)[0]).toContain('night work');
    // The confirmation of the earlier instructions is on its way.
    const [still, none] = transition(adopted, {
      type: 'model.confirmed',
      instructions: opened.model.awaited?.instructions ?? '',
    });
    expect(none).toEqual([]);
    const [ready, receipt] = confirm(still);
    expect(receipt).toEqual([
      { type: 'commit', fact: { type: 'configuration.received', configurationHash } },
    ]);
    expect(ready.phase).toBe('ready');
  });

  it('that comes during the warm-up keeps the question that was asked, and needs no new receipt', () => {
    const [opened] = transition(begin(), { type: 'model.opened' });
    const [ready] = confirm(opened);
    const [talking] = transition(ready, { type: 'session.activated' });
    const [adopted] = transition(talking, made);
    expect(adopted.interview.plan).toEqual({ ...plan, warmUp: rules.warmUp });
    expect(confirm(adopted)[1]).toEqual([]);
  });

  it.each([
    ['for another configuration', {}, { ...made, configurationHash: 'b'.repeat(64) }],
    ['after a point was covered', { interview: { covered: ['p1'] } }, made],
    ['in the candidate’s own questions', { interview: { phase: 'candidate_questions' as const } }, made],
    ['into the goodbye', { ending: { isSayingGoodbye: true } }, made],
  ] as const)('%s is too late', (_when, { interview = {}, ending = {} }: Circumstances, input) => {
    const [opened] = transition(begin(), { type: 'model.opened' });
    const late = withEnding(withInterview(opened, interview), ending);
    expect(transition(late, input)).toEqual([late, [{ type: 'stale', kind: 'plan' }]]);
  });

  it('is kept: a bridge that finds it on the record neither makes nor asks for another one', () => {
    const kept = begin({ plan });
    const [, effects] = transition(kept, { type: 'model.opened' });
    expect(plansOf(effects)).toEqual([]);
    expect(effects.map(({ type }) => type)).not.toContain('make_plan');
    expect(instructionsOf(effects)[0]).toContain('night work');
  });

  it('is made again for a configuration that changes, for the rest of the interview', () => {
    const [opened] = transition(begin({ plan }), { type: 'model.opened' });
    const changed = jobConfigurationSchema.parse({
      jobTitle: 'Cook',
      jobDescription: '- Knowledge of sauces',
    });
    const hash = 'c'.repeat(64);
    const [after, effects] = transition(
      { ...withInterview(opened, { phase: 'questions', covered: ['p1'] }), phase: 'talking' },
      { type: 'session.configuration_changed', jobConfiguration: changed, configurationHash: hash },
    );
    expect(plansOf(effects)).toMatchObject([{ madeBy: 'rules', configurationHash: hash }]);
    expect(effects).toContainEqual({ type: 'make_plan', jobConfiguration: changed, configurationHash: hash });
    const [adopted] = transition(after, { ...made, configurationHash: hash });
    expect(adopted.interview.plan.mustCover).toEqual(plan.mustCover);
    expect(adopted.interview.phase).toBe('questions');
  });
});

describe('a configuration that is changed in the middle of the call', () => {
  const change = (given: object) => ({
    type: 'session.configuration_changed' as const,
    jobConfiguration: { ...jobConfiguration, ...given },
    configurationHash: 'd'.repeat(64),
  });
  const receiptAfter = (state: BridgeState, given: object) => {
    const [changed] = transition(state, change(given));
    return { changed, receipt: confirm(changed)[1] };
  };
  const [opened] = transition(begin({ plan }), { type: 'model.opened' });
  const [ready] = confirm(opened);
  const [talking] = transition(ready, { type: 'session.activated' });

  it('says what could not change: the voice after the first audio, the length after the first word', () => {
    const { changed, receipt } = receiptAfter(talking, { voice: 'cedar', lengthMinutes: 30 });
    expect(receipt).toMatchObject([{ fact: { unchanged: ['voice', 'lengthMinutes'] } }]);
    expect(changed.interview.jobConfiguration.lengthMinutes).toBe(15);
    expect(changed.interview.plan.phases.at(-1)?.untilMs).toBe(15 * 60_000);
    expect(changed.model.awaited?.instructions).toContain('lasts 15 minutes');
  });

  it('says nothing of it when everything could change', () => {
    const { changed, receipt } = receiptAfter(ready, { voice: 'cedar', lengthMinutes: 5 });
    expect(receipt).toMatchObject([{ fact: { type: 'configuration.received' } }]);
    expect(receipt[0]).not.toHaveProperty('fact.unchanged');
    expect(changed.interview.jobConfiguration.lengthMinutes).toBe(5);
    expect(receiptAfter(talking, { jobTitle: 'Cook' }).receipt[0]).not.toHaveProperty('fact.unchanged');
  });

  it('is never longer than was agreed at the start, even before the first word', () => {
    const { changed, receipt } = receiptAfter(ready, { lengthMinutes: 30 });
    expect(receipt[0]).toMatchObject({ fact: { unchanged: ['lengthMinutes'] } });
    expect(changed.interview.jobConfiguration.lengthMinutes).toBe(15);
  });

  it('has its voice with the next model session', () => {
    const { changed } = receiptAfter(talking, { voice: 'cedar' });
    const [lost] = transition({ ...changed, phase: 'talking' }, { type: 'model.lost' });
    const [again, effects] = transition(lost, { type: 'model.opened' });
    expect(effects).toContainEqual(expect.objectContaining({ type: 'model.configure', withVoice: true }));
    expect(confirm(again)[1][0]).not.toHaveProperty('fact.unchanged');
  });

  it('keeps its agreed length with the bridge that takes over', () => {
    const changedJob = { ...jobConfiguration, lengthMinutes: 30 as const };
    const state = begin({ jobConfiguration: changedJob, lengthMinutes: 15 });
    expect(state.interview.jobConfiguration.lengthMinutes).toBe(15);
    const [, effects] = transition(withModel(state, { isRestoring: true }), { type: 'model.opened' });
    expect(instructionsOf(effects)[0]).toContain('lasts 15 minutes');
  });
});
