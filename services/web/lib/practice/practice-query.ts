import { type PracticeRequest, practiceRequestSchema } from '@ringback/shared/contract/practice';

/** What is practised, as further parameters of the form's address. Empty: nothing. */
export function toPracticeQuery(practice: PracticeRequest | undefined): string {
  if (practice === undefined) return '';
  const question = practice.kind === 'one_question' ? `&question=${practice.questionId}` : '';
  return `&practice=${practice.kind}${question}`;
}

/** Reads it back from an address, which anybody may have written. Null: an interview like any other. */
export function readPracticeQuery(query: { practice?: unknown; question?: unknown }): PracticeRequest | null {
  const { practice: kind, question: questionId } = query;
  const read = questionId === undefined ? { kind } : { kind, questionId };
  return practiceRequestSchema.safeParse(read).data ?? null;
}
