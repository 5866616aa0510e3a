import { interviewModes } from '@ringback/shared/contract/interview-mode';
import { z } from 'zod';
import type { FollowedPlan } from './interview-plan.ts';
import type { Practised } from './practised.ts';

/**
 * What the interview is for, as the bridge writes it into the instructions: one JSON object between the lines
 * `<job_configuration>` and `</job_configuration>`. Missing or wrong fields take their defaults.
 */
const jobConfigurationSchema = z.object({
  jobTitle: z.string().catch(''),
  company: z.string().catch(''),
  jobDescription: z.string().catch(''),
  resume: z.string().catch(''),
  kind: z.enum(['recruiter_screen', 'hiring_manager', 'behavioural', 'technical']).catch('behavioural'),
  persona: z.enum(['warm', 'neutral', 'sceptical', 'time_pressed']).catch('neutral'),
  difficulty: z.number().catch(2),
  lengthMinutes: z.number().positive().catch(15),
  language: z.string().catch('en'),
  interviewMode: z.enum(interviewModes).catch('exam'),
});

export type JobConfiguration = z.infer<typeof jobConfigurationSchema> & {
  /** What the interview should get to, where the instructions hold a plan. */
  plan?: FollowedPlan | null;
  /** What it practises of an earlier interview, where the instructions say so. */
  practised?: Practised | null;
};

export const UNKNOWN_JOB: JobConfiguration = jobConfigurationSchema.parse({});

/** The job configuration in these instructions. Null when there is none or it cannot be read. */
export function parseJobConfiguration(instructions: string): JobConfiguration | null {
  // The closing line must stand alone. Inside the JSON a line break is written as \n, so no text in it can end the
  // block.
  const block = /^<job_configuration>[ \t]*\r?\n([\s\S]*?)\r?\n<\/job_configuration>[ \t]*$/m.exec(
    instructions,
  )?.[1];
  if (block === undefined) return null;
  try {
    return jobConfigurationSchema.parse(JSON.parse(block));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
