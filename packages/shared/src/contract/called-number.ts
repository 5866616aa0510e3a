import { z } from 'zod';

/** What happened to a number: no text of anybody, and nothing that gives the number back. */
const calledFacts = ['dialled', 'ready', 'not_ready', 'verified', 'blocked', 'unblocked'] as const;
export type CalledFact = (typeof calledFacts)[number];

/** `by`: the beginning of a keyed hash of the candidate, which tells one visitor from another. */
export const calledEntrySchema = z.object({
  at: z.number().int().nonnegative(),
  what: z.enum(calledFacts),
  by: z.string().max(16),
});
export type CalledEntry = z.infer<typeof calledEntrySchema>;
