import { z } from 'zod';
import { cleanedText, knownOr, storedText, storedWord } from './text.ts';

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

const lengthMinutesSchema = z.union(lengthsMinutes.map((n) => z.literal(n)));

/**
 * What the interview is for, as a person enters it. Unknown keys are refused, and invisible characters are removed. A
 * title is enough. The parsed value has every default filled in, so that its hash is stable.
 */
export const jobConfigurationSchema = z.strictObject({
  jobTitle: cleanedText(120).pipe(z.string().min(1, 'is needed: which job is the interview for?')),
  company: cleanedText(120).default(''),
  jobDescription: cleanedText(8000).default(''),
  resume: cleanedText(8000).default(''),
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

/**
 * A job configuration as it stands in Redis: what one version has written, every other must be able to read. Unknown
 * keys are dropped and unknown words kept. A missing field has the default that it had when it was added.
 */
export const storedJobConfigurationSchema = z.object({
  jobTitle: storedText,
  company: storedText.default(''),
  jobDescription: storedText.default(''),
  resume: storedText.default(''),
  kind: storedWord.default('hiring_manager'),
  persona: storedWord.default('neutral'),
  difficulty: z.number().default(2),
  lengthMinutes: z.number().positive().max(240).default(15),
  language: storedWord.default('en'),
  voice: storedWord.default('marin'),
  patience: storedWord.default('normal'),
});
export type StoredJobConfiguration = z.infer<typeof storedJobConfigurationSchema>;

/** The longest length known to this version that does not exceed the stored one. */
function toKnownLength(lengthMinutes: number): JobConfiguration['lengthMinutes'] {
  return lengthsMinutes.findLast((known) => known <= lengthMinutes) ?? lengthsMinutes[0];
}

/** A stored configuration as this version can follow it. A word that only another version knows becomes its default. */
export function toKnownConfiguration(stored: StoredJobConfiguration): JobConfiguration {
  const { kind, persona, difficulty, lengthMinutes, voice, patience } = stored;
  return {
    ...stored,
    kind: knownOr(interviewKinds, kind, 'hiring_manager'),
    persona: knownOr(personas, persona, 'neutral'),
    difficulty: difficulty === 1 || difficulty === 3 ? difficulty : 2,
    lengthMinutes: toKnownLength(lengthMinutes),
    voice: knownOr(voices, voice, 'marin'),
    patience: knownOr(patiences, patience, 'normal'),
  };
}
