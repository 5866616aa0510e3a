import { z } from 'zod';
import { interviewPhaseSchema } from './lifecycle.ts';
import { storedText, storedWord } from './text.ts';

/** When it is covered, only its id is told, because its words come from what a person pasted. */
const mustCoverSchema = z.object({ id: z.string().regex(/^p[1-9]$/), text: z.string().min(1).max(200) });

/** What an interview should get to. Made before its first word and kept outside the model. Times in ms. */
export const interviewPlanSchema = z.object({
  competencies: z.array(z.string().min(1).max(80)).min(1).max(5),
  mustCover: z.array(mustCoverSchema).max(6),
  warmUp: z.string().min(1).max(300),
  curveball: z.string().min(1).max(300).nullable(),
  /** In order. Each lasts until this long after the first word. */
  phases: z
    .array(z.object({ phase: interviewPhaseSchema, untilMs: z.number().int().positive() }))
    .min(1)
    .max(4),
});
export type InterviewPlan = z.infer<typeof interviewPlanSchema>;

/** A plan as it stands in Redis, written by any version. */
export const storedPlanSchema = z.object({
  competencies: z.array(storedText).default([]),
  mustCover: z.array(z.object({ id: storedWord, text: storedText })).default([]),
  warmUp: storedText,
  curveball: storedText.nullable().default(null),
  phases: z.array(z.object({ phase: storedWord, untilMs: z.number() })).default([]),
});
export type StoredPlan = z.infer<typeof storedPlanSchema>;
