import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { InterviewPhase } from '@ringback/shared/contract/lifecycle';
import { outlinePlan } from '@ringback/shared/plan/plan-outline';
import type { HeldConfiguration } from './held-configuration.ts';
import { firstUnasked, leadOn } from './led-on-plan.ts';
import { oneQuestionOf, planOneQuestion } from './one-question.ts';

/** A plan made without a model: competencies and points by the outline, time budgets by the length. */

/** The first is asked, unless it was asked before. */
const warmUps: Record<JobConfiguration['kind'], readonly [string, string]> = {
  behavioural: ['Could you tell me briefly about yourself?', 'What do you do in an ordinary week of work?'],
  technical: ['What are you working on at the moment?', 'Which piece of your work do you like to show?'],
  recruiter_screen: ['What made you interested in this role?', 'What are you looking for in your next job?'],
  hiring_manager: [
    'Could you walk me through your background in a minute or two?',
    'Which part of your work so far comes closest to this job?',
  ],
};

/** By difficulty. The easy interview has none. */
const curveballs: readonly (readonly [string, string] | null)[] = [
  null,
  [
    'What would you do if half of your plan for the first month turned out to be wrong?',
    'Which rule of your work would you drop first, and why?',
  ],
  [
    'What is the strongest argument against choosing you for this job?',
    'What will people here find difficult about you?',
  ],
];

const minuteMs = 60_000;
const closingMs = 20_000;

/** How much time at the end is the candidate's, the closing included. */
export function ownQuestionsMs(lengthMinutes: number): number {
  return Math.min(2 * minuteMs, Math.max(minuteMs, (lengthMinutes * minuteMs) / 5));
}

/** The same configuration always has the same plan. */
export function planByRules(jobConfiguration: HeldConfiguration): InterviewPlan {
  const { kind, difficulty, lengthMinutes } = jobConfiguration;
  const { competencies, points } = outlinePlan(jobConfiguration);
  const lengthMs = lengthMinutes * minuteMs;
  const ownMs = ownQuestionsMs(lengthMinutes);
  const question = oneQuestionOf(jobConfiguration);
  if (question !== null)
    return planOneQuestion(question, { competencies: competencies.slice(0, 2), lengthMinutes });
  const warmUpMs = Math.min(2 * minuteMs, Math.max(45_000, lengthMs / 8));
  const curveball = curveballs[difficulty - 1] ?? null;
  const plan: InterviewPlan = {
    competencies,
    mustCover: points.map(({ text }, index) => ({ id: `p${index + 1}`, text })),
    warmUp: firstUnasked(warmUps[kind], jobConfiguration),
    curveball: curveball === null ? null : firstUnasked(curveball, jobConfiguration),
    phases: [
      { phase: 'warm_up', untilMs: Math.round(warmUpMs) },
      { phase: 'questions', untilMs: Math.round(lengthMs - ownMs) },
      { phase: 'candidate_questions', untilMs: Math.round(lengthMs - closingMs) },
      { phase: 'closing', untilMs: lengthMs },
    ],
  };
  return leadOn(plan, jobConfiguration);
}

/** What the model is told for the present part of the interview. The plan's own words stand in its data block. */
export function phaseInstruction(phase: InterviewPhase): string {
  switch (phase) {
    case 'warm_up':
      return 'Now: the warm-up. Ask the "warmUp" question of the plan. After one answer move on (change_phase questions).';
    case 'questions':
      return 'Now: the main questions. Probe the "competencies" of the plan. Get to every point of its "mustCover"; when the candidate has answered about one, call mark_covered with its id in the same response. Once, in the second half, ask its "curveball" unless that is null.';
    case 'candidate_questions':
      return 'Now: the candidate’s own questions. Answer from the job description only; say so when it does not tell.';
    case 'closing':
      return 'Now: the closing. Thank the candidate, say goodbye and call end_interview in the same response.';
  }
}

/** The points that were not asked about yet. */
export function uncovered({
  plan,
  covered,
}: {
  plan: InterviewPlan;
  covered: readonly string[];
}): InterviewPlan['mustCover'] {
  return plan.mustCover.filter(({ id }) => !covered.includes(id));
}
