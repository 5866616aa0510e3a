import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { BridgeEffect, BridgeState, Step } from '../bridge-state.ts';
import { configure } from './configure.ts';
import { planByRules } from './plan.ts';

function planned(state: BridgeState, madeBy: 'rules' | 'model'): BridgeEffect {
  const { plan, configurationHash } = state;
  return { type: 'commit', fact: { type: 'interview.planned', plan, madeBy, configurationHash } };
}

/** Puts the plan by rules on the record, and has a better one made, without waiting for it. */
export function announcePlan(state: BridgeState): BridgeEffect[] {
  const { jobConfiguration, configurationHash } = state;
  return [planned(state, 'rules'), { type: 'make_plan', jobConfiguration, configurationHash }];
}

/**
 * The model is told of another job. The length never grows, since nothing is reserved for more, and stays as it is
 * once the interview has begun.
 */
export function onConfigurationChanged(
  state: BridgeState,
  changed: { jobConfiguration: JobConfiguration; configurationHash: string },
): Step {
  const hasBegun = state.restoring || (state.phase !== 'preparing' && state.phase !== 'ready');
  const wantedLengthMinutes = changed.jobConfiguration.lengthMinutes;
  const agreed = state.jobConfiguration.lengthMinutes;
  const lengthMinutes = hasBegun || wantedLengthMinutes > agreed ? agreed : wantedLengthMinutes;
  return replan({
    ...state,
    receivedHash: null,
    jobConfiguration: { ...changed.jobConfiguration, lengthMinutes },
    wantedLengthMinutes,
    configurationHash: changed.configurationHash,
  });
}

/** The plan is made anew for another job. */
function replan(state: BridgeState): Step {
  const replanned = { ...state, plan: planByRules(state.jobConfiguration), covered: [] };
  const [configured, effects] = configure(replanned);
  return [configured, [...announcePlan(configured), ...effects]];
}

/** It may still be changed: nothing of it was covered, and the candidate's own questions have not begun. */
function isOpen({ isSayingGoodbye, phase, covered, interviewPhase }: BridgeState): boolean {
  const isEarly = interviewPhase === null || interviewPhase === 'warm_up' || interviewPhase === 'questions';
  return isEarly && !isSayingGoodbye && phase !== 'leaving' && covered.length === 0;
}

/** A model has made a plan: it takes the place of the one by rules, unless the interview is past it. */
export function adoptPlan(
  state: BridgeState,
  made: { configurationHash: string; plan: InterviewPlan },
): Step {
  if (made.configurationHash !== state.configurationHash || !isOpen(state)) {
    return [state, [{ type: 'stale', kind: 'plan' }]];
  }
  // The warm-up question may have been asked already.
  const warmUp = state.phase === 'talking' ? state.plan.warmUp : made.plan.warmUp;
  const replanned = { ...state, plan: { ...made.plan, warmUp } };
  const knowsModel = state.awaited !== null || state.receivedHash !== null;
  const [configured, effects] = knowsModel ? configure(replanned) : ([replanned, []] as Step);
  return [configured, [planned(configured, 'model'), ...effects]];
}
