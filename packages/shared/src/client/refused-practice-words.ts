import { z } from 'zod';
import { type RefusedPractice, refusedPractices } from '../contract/practice.ts';

const words: Readonly<Record<RefusedPractice, string>> = {
  not_over: 'That interview is not over. End its call first, and wait for its report.',
  no_report: 'That interview has no report. Have it made, or practise the whole interview again.',
  no_question: 'That report has no such question. Choose one that it shows.',
  no_levels: 'Nothing in that report is weaker than the rest. Choose another way to practise.',
  no_plan: 'This interview has no plan to repeat. Choose another way to practise.',
  unreadable: 'That interview cannot be read any more, so it cannot be practised again.',
};
const reasonSchema = z.object({ reason: z.enum(refusedPractices) });

/** Why an earlier interview cannot be practised in this way, for a person. Null for a reason that this release does not know. */
export function refusedPracticeWords(details: unknown): string | null {
  const told = reasonSchema.safeParse(details);
  return told.success ? words[told.data.reason] : null;
}
