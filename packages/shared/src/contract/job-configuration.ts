import { z } from 'zod';
import { cleanText } from './text.ts';

const cleaned = (max: number) =>
  z.string().max(max, `must be at most ${max} characters`).transform(cleanText);

export const interviewKinds = ['recruiter_screen', 'hiring_manager', 'behavioural', 'technical'] as const;
export const personas = ['warm', 'neutral', 'sceptical', 'time_pressed'] as const;
export const lengthsMinutes = [5, 10, 15, 20, 30] as const;
export const patiences = ['patient', 'normal', 'brisk'] as const;
/** The model's voices (OpenAI Realtime, `audio.output.voice`). */
export const voices = [
  'marin',
  'cedar',
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'sage',
  'shimmer',
  'verse',
] as const;

const bcp47 = z
  .string()
  .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$/, 'must be a language tag such as "en"');

export const lengthMinutesSchema = z.union(lengthsMinutes.map((n) => z.literal(n)));

/**
 * What the interview is for, as a person gives it. Unknown keys are refused; invisible characters are
 * removed; a title is enough. The parsed value has every default filled in, so that its hash is stable.
 */
export const jobConfigurationSchema = z.strictObject({
  jobTitle: cleaned(120).pipe(z.string().min(1, 'is needed: which job is the interview for?')),
  company: cleaned(120).default(''),
  jobDescription: cleaned(8000).default(''),
  resume: cleaned(8000).default(''),
  kind: z.enum(interviewKinds).default('hiring_manager'),
  persona: z.enum(personas).default('neutral'),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(2),
  lengthMinutes: lengthMinutesSchema.default(15),
  language: bcp47.default('en'),
  voice: z.enum(voices).default('marin'),
  patience: z.enum(patiences).default('normal'),
});

export type JobConfiguration = z.infer<typeof jobConfigurationSchema>;
export type JobConfigurationInput = z.input<typeof jobConfigurationSchema>;
