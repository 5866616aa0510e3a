import { z } from 'zod';
import { storedText, storedWord } from './text.ts';

/** Why a moment of an interview is played again, the most telling first. */
export const momentKinds = ['plan_changed', 'moved_on', 'curveball', 'hesitation', 'follow_up'] as const;
export type MomentKind = (typeof momentKinds)[number];

/** How many moments of one interview are played again. */
export const mostMoments = 4;

const texts = z.array(storedText).max(20).default([]);

/**
 * A moment of an interview as the interviewer's side had it: what the plan wanted when a question was asked. All of it
 * stands in the log. What the log does not say is absent.
 */
export const reportMomentSchema = z.object({
  kind: storedWord,
  questionId: storedWord,
  /** False: no plan was on the record when the question was asked. */
  hasPlan: z.boolean().default(false),
  /** The points of the plan that the interviewer marked as covered after the answer. */
  covered: texts,
  /** The points that were still to be covered: when the question was asked, or when the interviewer moved on. */
  open: texts,
  /** What the plan wanted to probe in the whole interview. */
  competencies: texts,
  /** How long the candidate waited before the first word, in ms. Null: that is not what the moment is about. */
  waitedMs: z.number().nullable().default(null),
  /** What the log says of the reason: `time_over`, `model_plan`, `job_changed`. Null: nothing. */
  why: storedWord.nullable().default(null),
});
export type ReportMoment = z.infer<typeof reportMomentSchema>;
