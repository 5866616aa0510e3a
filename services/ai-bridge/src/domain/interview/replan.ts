import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import { noBriefing } from '@ringback/shared/contract/practice';
import { andThen } from '../and-then.ts';
import { type BridgeState, withInterview, withModel } from '../bridge-state.ts';
import type { BridgeEffect, Step } from '../bridge-step.ts';
import { configure } from './configure.ts';
import { hasFixedPlan } from './led-on-plan.ts';
import { planByRules } from './plan.ts';

function planned(state: BridgeState, madeBy: 'rules' | 'model'): BridgeEffect {
  const { plan, configurationHash } = state.interview;
  return { type: 'commit', fact: { type: 'interview.planned', plan, madeBy, configurationHash } };
}

/** Puts the plan by rules on the record, and asks for a better one without waiting for it. */
export function announcePlan(state: BridgeState): BridgeEffect[] {
  const { jobConfiguration, configurationHash } = state.interview;
  const rules = planned(state, 'rules');
  // One question is its own plan, and a plan that is practised again stays.
  if (hasFixedPlan(jobConfiguration)) return [rules];
  return [rules, { type: 'make_plan', jobConfiguration, configurationHash }];
}

/**
 * Tells the model of another job. The length never grows, since no money is reserved for more, and it stays once the
 * interview has begun.
 */
export function onConfigurationChanged(
  state: BridgeState,
  changed: { jobConfiguration: JobConfiguration; configurationHash: string },
): Step {
  const hasBegun = state.model.isRestoring || (state.phase !== 'preparing' && state.phase !== 'ready');
  const wantedLengthMinutes = changed.jobConfiguration.lengthMinutes;
  const agreed = state.interview.jobConfiguration.lengthMinutes;
  const lengthMinutes = hasBegun || wantedLengthMinutes > agreed ? agreed : wantedLengthMinutes;
  // The plan of an earlier interview is not one for another job.
  const { practice, briefing, interviewMode } = state.interview.jobConfiguration;
  const jobConfiguration = {
    ...changed.jobConfiguration,
    lengthMinutes,
    // An exam does not become study in its middle, nor study an exam.
    ...(interviewMode === undefined ? {} : { interviewMode }),
    ...(practice ? { practice, briefing: { ...(briefing ?? noBriefing), plan: null } } : {}),
  };
  const { configurationHash } = changed;
  // The plan is made anew for another job.
  const plan = planByRules(jobConfiguration);
  const [configured, effects] = configure(
    withInterview(withModel(state, { receivedHash: null }), {
      ...{ jobConfiguration, configurationHash, wantedLengthMinutes, plan },
      covered: [],
    }),
  );
  return [configured, [...announcePlan(configured), ...effects]];
}

/** The plan may still change: none of it was covered, and the candidate's own questions have not begun. */
function isOpen({ phase, interview, ending }: BridgeState): boolean {
  const isEarly =
    interview.phase === null || interview.phase === 'warm_up' || interview.phase === 'questions';
  return isEarly && !ending.isSayingGoodbye && phase !== 'leaving' && interview.covered.length === 0;
}

/** Takes the plan that a model has made in place of the one by rules, unless the interview is past it. */
export function adoptPlan(
  state: BridgeState,
  made: { configurationHash: string; plan: InterviewPlan },
): Step {
  const { model, interview } = state;
  if (made.configurationHash !== interview.configurationHash || !isOpen(state)) {
    return [state, [{ type: 'stale', kind: 'plan' }]];
  }
  // The warm-up question may have been asked already.
  const warmUp = state.phase === 'talking' ? interview.plan.warmUp : made.plan.warmUp;
  const replanned = withInterview(state, { plan: { ...made.plan, warmUp } });
  const knowsConfiguration = model.awaited !== null || model.receivedHash !== null;
  const put: Step = [replanned, [planned(replanned, 'model')]];
  return knowsConfiguration ? andThen(put, configure) : put;
}
