import { type PracticeRequest, practiceRequestSchema } from '@ringback/shared/contract/practice';

/** What is practised, as further parameters of the form's address. Empty: nothing. */
export function toPracticeQuery(practice: PracticeRequest | undefined): string {
  return practice === undefined ? '' : `&practice=${practice.kind}&question=${practice.questionId}`;
}

/** Reads it back from an address, which anybody may have written. Null: an interview like any other. */
export function readPracticeQuery(query: { practice?: unknown; question?: unknown }): PracticeRequest | null {
  const { practice: kind, question: questionId } = query;
  return practiceRequestSchema.safeParse({ kind, questionId }).data ?? null;
}
