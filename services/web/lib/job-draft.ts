import {
  type JobConfiguration,
  type JobConfigurationInput,
  jobConfigurationSchema,
} from '@ringback/shared/contract/job-configuration';
import { z } from 'zod';

/** The form while a person is typing: every field is text. */
export const jobDraftSchema = z.object({
  jobTitle: z.string(),
  company: z.string(),
  jobDescription: z.string(),
  resume: z.string(),
  kind: z.string(),
  persona: z.string(),
  difficulty: z.string(),
  lengthMinutes: z.string(),
  language: z.string(),
  voice: z.string(),
  patience: z.string(),
} satisfies Record<keyof JobConfiguration, z.ZodString>);
export type JobDraft = z.infer<typeof jobDraftSchema>;
export type JobField = keyof JobConfiguration;
export type FieldErrors = Partial<Record<JobField, string>>;

export const jobFieldLabels: Record<JobField, string> = {
  jobTitle: 'Job title',
  company: 'Company',
  jobDescription: 'Job description',
  resume: 'Your résumé',
  kind: 'Kind of interview',
  persona: 'Interviewer',
  difficulty: 'Difficulty',
  lengthMinutes: 'Length',
  language: 'Language',
  voice: 'Voice',
  patience: 'Patience',
};

/** The form for an existing configuration. */
export function toJobDraft(configuration: JobConfiguration): JobDraft {
  const { difficulty, lengthMinutes, ...texts } = configuration;
  return { ...texts, difficulty: String(difficulty), lengthMinutes: String(lengthMinutes) };
}

/** The empty form, with the contract's defaults. */
export function newJobDraft(): JobDraft {
  return { ...toJobDraft(jobConfigurationSchema.parse({ jobTitle: 'x' })), jobTitle: '' };
}

/** The schema's words. The field's name is put before those that continue it. */
function toSentence(field: JobField, message: string): string {
  const continues = /^(is|must|may) /.test(message);
  return continues ? `${jobFieldLabels[field]} ${message}.`.replace(/([.?!])\.$/, '$1') : message;
}

const isJobField = (name: unknown): name is JobField => typeof name === 'string' && name in jobFieldLabels;

export type CheckedDraft =
  | { ok: true; jobConfiguration: JobConfigurationInput }
  | { ok: false; errors: FieldErrors };

/** Checks a form by the contract's own rules. */
export function checkDraft(draft: JobDraft): CheckedDraft {
  const numbers = { difficulty: Number(draft.difficulty), lengthMinutes: Number(draft.lengthMinutes) };
  const parsed = jobConfigurationSchema.safeParse({ ...draft, ...numbers });
  if (parsed.success) return { ok: true, jobConfiguration: parsed.data };
  return { ok: false, errors: toFieldErrors(parsed.error.issues) };
}

/** One message for each field. Details from the gateway count only if they concern a field of this form. */
export function toFieldErrors(issues: unknown): FieldErrors {
  const errors: FieldErrors = {};
  if (!Array.isArray(issues)) return errors;
  for (const { path, message } of issues as { path?: unknown; message?: unknown }[]) {
    const steps = Array.isArray(path) ? path : String(path ?? '').split('.');
    const field = steps.findLast(isJobField);
    if (field && typeof message === 'string') errors[field] ??= toSentence(field, message);
  }
  return errors;
}
