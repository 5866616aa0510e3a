import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import { type Briefing, noBriefing } from '@ringback/shared/contract/practice';
import type { DimensionId } from '@ringback/shared/contract/report';
import type { HeldConfiguration } from './held-configuration.ts';

/** An interview that leads on from an earlier one: the same plan, other questions, harder, or of the weak competencies alone. */

type Practised = Pick<HeldConfiguration, 'practice' | 'briefing'>;

/** What each dimension of a report asks of an answer, as a competency that an interviewer can probe. */
const competencyOf: Readonly<Record<DimensionId, string>> = {
  substance: 'what was done and what came of it, in facts',
  structure: 'telling one case in order: situation, own part, result',
  relevance: 'answering what this job asks for',
  credibility: 'the own part, with what could be checked',
  differentiation: 'what sets this candidate apart',
};

const briefingOf = ({ briefing = noBriefing }: Practised): Briefing => briefing;

/** Whether the plan stands already, so that no model makes another one. */
export const hasFixedPlan = (job: Practised): boolean =>
  job.practice?.kind === 'one_question' ||
  (job.practice?.kind === 'same_plan' && briefingOf(job).plan !== null);

const inWords = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();

/** Whether this question, or one that contains it, was asked before. */
export function wasAsked(question: string, job: Practised): boolean {
  const words = inWords(question);
  return (
    job.practice?.kind === 'new_questions' &&
    briefingOf(job).asked.some((one) => inWords(one).includes(words))
  );
}

/** The first of these questions that was not asked before, else the first. */
export const firstUnasked = (questions: readonly [string, ...string[]], job: Practised): string =>
  questions.find((question) => !wasAsked(question, job)) ?? questions[0];

/** The weak competencies alone. Null: the interview is about others too. */
export function weakCompetencies(job: Practised): string[] | null {
  const { weak } = briefingOf(job);
  return job.practice?.kind === 'weak_only' && weak.length > 0 ? weak.map((id) => competencyOf[id]) : null;
}

/** A plan as this practice wants it. Time budgets are those of the present length. */
export function leadOn(plan: InterviewPlan, job: Practised): InterviewPlan {
  const { plan: kept } = briefingOf(job);
  if (job.practice?.kind === 'same_plan' && kept !== null) return { ...kept, phases: plan.phases };
  return { ...plan, competencies: weakCompetencies(job) ?? plan.competencies };
}

/** What the interviewer, and who plans for them, is told. `practice` is the data block. */
export function ledOnInstructions({ practice }: Practised): string[] {
  switch (practice?.kind) {
    case 'same_plan':
      return ['The candidate practises the interview of this very plan again.'];
    case 'new_questions':
      return [
        'The candidate has answered the questions "asked" of the block "practice" before. Ask none of them again, in no other words either: ask others about the same competencies.',
      ];
    case 'harder':
      return [
        'The candidate has held this interview before and wants it harder. What the block "practice" names as "strong" was done well: ask for more there.',
      ];
    case 'weak_only':
      return [
        'The candidate practises the competencies of the plan alone, because they were weak there before. Every question and follow-up is about one of them.',
      ];
    default:
      return [];
  }
}

/** What the block "practice" holds. Null: nothing is practised. */
export function practiceData(job: Practised): object | null {
  const { practice } = job;
  if (!practice) return null;
  const { asked, strong, weak } = briefingOf(job);
  return { ...practice, asked, strong, weak: weak.map((id) => competencyOf[id]) };
}
