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
/** The form for an existing configuration. */
export function toJobDraft(configuration: JobConfiguration): JobDraft {
  const { difficulty, lengthMinutes, ...texts } = configuration;
  return { ...texts, difficulty: String(difficulty), lengthMinutes: String(lengthMinutes) };
}

/** The empty form, with the contract's defaults. */
export function newJobDraft(): JobDraft {
  return { ...toJobDraft(jobConfigurationSchema.parse({ jobTitle: 'x' })), jobTitle: '' };
}

const isJobField = (name: unknown): name is JobField =>
  typeof name === 'string' && Object.hasOwn(jobDraftSchema.shape, name);

/** What a form asks for, by the contract's own rules. Null: some of it cannot be used. */
export function checkDraft(draft: JobDraft): JobConfigurationInput | null {
  const numbers = { difficulty: Number(draft.difficulty), lengthMinutes: Number(draft.lengthMinutes) };
  return jobConfigurationSchema.safeParse({ ...draft, ...numbers }).data ?? null;
}

/** The fields of this form that the gateway's details name, each once. */
export function toRefusedFields(details: unknown): JobField[] {
  if (!Array.isArray(details)) return [];
  const named = (details as { path?: unknown }[]).flatMap(({ path }) => {
    const steps = Array.isArray(path) ? path : String(path ?? '').split('.');
    return steps.findLast(isJobField) ?? [];
  });
  return [...new Set(named)];
}
