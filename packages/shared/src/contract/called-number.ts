import { z } from 'zod';

/**
 * What happened to a number. It contains no person's text and nothing from which the number could be recovered.
 * `not_placed` withdraws the `dialled` of the same moment and candidate: the number did not ring.
 */
const calledFacts = [
  'dialled',
  'not_placed',
  'ready',
  'not_ready',
  'verified',
  'blocked',
  'unblocked',
] as const;
export type CalledFact = (typeof calledFacts)[number];

/** `by`: the beginning of a keyed hash of the candidate, which tells visitors apart. */
export const calledEntrySchema = z.object({
  at: z.number().int().nonnegative(),
  what: z.enum(calledFacts),
  by: z.string().max(16),
});
export type CalledEntry = z.infer<typeof calledEntrySchema>;

/** The limit for a number's calls in a day; `hash` hides the number. */
export const dayLimitOf = (phoneNumber: string, hash: (text: string) => string) =>
  `calls:number_of_day:${hash(phoneNumber)}`;
