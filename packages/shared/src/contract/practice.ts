import { z } from 'zod';
import { storedText, storedWord } from './text.ts';

/** How a session may lead on from an earlier one. */
const practiceKinds = ['one_question'] as const;

/** How long a re-answer lasts, whatever its configuration says. */
export const oneQuestionMinutes = 2;

const questionId = z.string().regex(/^q[1-9]\d{0,2}$/, 'must be the id of a question of the report');

/** What a start wants to practise of `previousSessionId`. */
export const practiceRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one_question'), questionId }),
]);
export type PracticeRequest = z.infer<typeof practiceRequestSchema>;

export const longestQuestion = 300;

/**
 * What a session practises of an earlier one. It is decided when the session starts, so that the earlier one may be
 * erased meanwhile.
 */
export const practiceSchema = z.object({
  kind: z.enum(practiceKinds),
  /** `one_question`: the question, as the report of the earlier session names it. */
  question: z.object({ id: questionId, text: z.string().min(1).max(longestQuestion) }).nullable(),
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
