import { z } from 'zod';
import { interviewPlanSchema, storedPlanSchema } from './interview-plan.ts';
import { dimensionIds } from './report.ts';
import { storedText, storedWord } from './text.ts';

/** How a whole interview may lead on from an earlier one. */
export const wholePractices = ['same_plan', 'new_questions', 'harder', 'weak_only'] as const;
/** How a session may lead on from an earlier one. */
const practiceKinds = [...wholePractices, 'one_question'] as const;
export type PracticeKind = (typeof practiceKinds)[number];

/** Why an earlier session cannot be practised in a certain way. */
export const refusedPractices = [
  'not_over',
  'no_report',
  'no_question',
  'no_levels',
  'no_plan',
  'unreadable',
] as const;
export type RefusedPractice = (typeof refusedPractices)[number];

/** How long a re-answer lasts, whatever its configuration says. */
export const oneQuestionMinutes = 2;

const questionId = z.string().regex(/^q[1-9]\d{0,2}$/, 'must be the id of a question of the report');

/** What a start wants to practise of `previousSessionId`. */
export const practiceRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one_question'), questionId }),
  z.strictObject({ kind: z.enum(wholePractices) }),
]);
export type PracticeRequest = z.infer<typeof practiceRequestSchema>;

export const longestQuestion = 300;
export const mostAsked = 20;
const question = z.string().min(1).max(longestQuestion);

/**
 * What a session practises of an earlier one. It is decided when the session starts, so that the earlier one may be
 * erased meanwhile.
 */
export const practiceSchema = z.object({
  kind: z.enum(practiceKinds),
  /** `one_question`: the question, as the report of the earlier session names it. */
  question: z.object({ id: questionId, text: question }).nullable(),
});
export type Practice = z.infer<typeof practiceSchema>;

/** As it stands in Redis, written by any version. */
export const storedPracticeSchema = z.object({
  kind: storedWord,
  question: z.object({ id: storedWord, text: storedText }).nullable().default(null),
});
export type StoredPractice = z.infer<typeof storedPracticeSchema>;

/** A stored practice as this version can hold it. Null: an interview like any other. */
export function toKnownPractice(stored: StoredPractice | null): Practice | null {
  return practiceSchema.safeParse(stored).data ?? null;
}

const dimensions = z.array(z.enum(dimensionIds)).max(dimensionIds.length);

/** What the interviewer is told of the session that is practised again. No viewer is told it. */
export const briefingSchema = z.object({
  /** `new_questions`: what was asked. */
  asked: z.array(question).max(mostAsked),
  /** `harder`: what was answered well. */
  strong: dimensions,
  /** `weak_only`: what the interview is about. */
  weak: dimensions,
  /** `same_plan`: the plan. */
  plan: interviewPlanSchema.nullable(),
});
export type Briefing = z.infer<typeof briefingSchema>;

export const noBriefing: Briefing = { asked: [], strong: [], weak: [], plan: null };

/** As it stands in Redis, written by any version. */
export const storedBriefingSchema = z.object({
  asked: z.array(storedText).default([]),
  strong: z.array(storedWord).default([]),
  weak: z.array(storedWord).default([]),
  plan: storedPlanSchema.nullable().default(null),
});
