import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { cleanText } from '@ringback/shared/contract/text';
import type { JobDraft, JobField } from '../job-draft.ts';
import type { Format } from '../words/format.ts';
import type { Words } from '../words/words.ts';

/** The fields with text of a person's own, and the most characters that each takes. A test holds them to the contract. */
export const textLimits = { jobTitle: 120, company: 120, jobDescription: 8000, resume: 8000 } as const;
export type TextField = keyof typeof textLimits;

const isTextField = (field: string): field is TextField => field in textLimits;

/** A field of the form that can be wrong. */
export type FormField = JobField | 'phoneNumber' | 'bookedTime';

/** What is wrong with a field. `said`: in the words of the service that has refused it. */
export type FieldProblem =
  | { kind: 'missing' }
  | { kind: 'too_long'; over: number }
  | { kind: 'not_accepted' }
  | { kind: 'said'; words: string };

export type FormProblems = Partial<Record<FormField, FieldProblem>>;

/** How many characters are left, as the gateway will count them. Below zero: how many are too many. */
export const charactersLeft = (field: TextField, text: string): number =>
  textLimits[field] - cleanText(text).length;

function problemOf(field: JobField, draft: JobDraft): FieldProblem {
  if (field === 'jobTitle' && cleanText(draft.jobTitle) === '') return { kind: 'missing' };
  const left = isTextField(field) ? charactersLeft(field, draft[field]) : 0;
  return left < 0 ? { kind: 'too_long', over: -left } : { kind: 'not_accepted' };
}

/** What is wrong with these fields, in the order of the form. */
export const toProblems = (fields: readonly JobField[], draft: JobDraft): FormProblems =>
  Object.fromEntries(fields.map((field) => [field, problemOf(field, draft)]));

/** What is wrong with a form, by the contract's own rules. */
export function findProblems(draft: JobDraft): FormProblems {
  const numbers = { difficulty: Number(draft.difficulty), lengthMinutes: Number(draft.lengthMinutes) };
  const parsed = jobConfigurationSchema.safeParse({ ...draft, ...numbers });
  if (parsed.success) return {};
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  return toProblems(
    (Object.keys(draft) as JobField[]).filter((field) => wrong.has(field)),
    draft,
  );
}

function nameOf(field: FormField, { form, call, booking }: Pick<Words, 'form' | 'call' | 'booking'>): string {
  if (field === 'phoneNumber') return call.number;
  return field === 'bookedTime' ? booking.time : form.fields[field];
}

/** What is said of a problem, beside its field and in the summary: the field is named first. */
export function toFieldWords(
  field: FormField,
  problem: FieldProblem,
  { words, format }: { words: Pick<Words, 'form' | 'call' | 'booking'>; format: Format },
): string {
  const { form } = words;
  const name = nameOf(field, words);
  switch (problem.kind) {
    case 'missing':
      return field === 'phoneNumber' ? form.missingNumber : form.missingTitle;
    case 'too_long':
      return form.tooLong(name, format.plural(problem.over, form.charactersOver));
    case 'not_accepted':
      return form.notAccepted(name);
    case 'said':
      return `${name}: ${problem.words}`;
  }
}
