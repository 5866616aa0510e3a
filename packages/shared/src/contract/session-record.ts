import { z } from 'zod';
import { candidateIdSchema, sessionIdSchema } from './ids.ts';
import { storedJobConfigurationSchema } from './job-configuration.ts';
import { phaseSchema } from './lifecycle.ts';
import { modelUseSchema } from './model-use.ts';
import { noReport, reportStatusSchema } from './report-status.ts';
import { storedWord } from './text.ts';

/**
 * What a session is now: the fold of its log, kept as one Redis hash. `holders` lists who still has
 * something of this session in hand, as `service/instance`; an ended session is closed when it is empty.
 * Any version may have written it: unknown fields stay where they are, unknown words are kept as text, and what only
 * tells something is left out where it is damaged. Damage to what decides makes the record unreadable.
 */
export const sessionRecordSchema = z.object({
  sessionId: sessionIdSchema,
  ownerId: candidateIdSchema,
  via: storedWord,
  phase: phaseSchema,
  endReason: storedWord.nullable(),
  report: reportStatusSchema.default(noReport).catch(noReport),
  jobConfiguration: storedJobConfigurationSchema,
  configurationHash: storedWord,
  /** How long this interview is; a configuration that is changed later does not change it. */
  lengthMinutes: z.number().positive().max(240).default(15),
  /** Hash of the configuration that the model has confirmed: the receipt. */
  receivedHash: storedWord.nullable(),
  previousSessionId: sessionIdSchema.nullable().catch(null),
  fleetGeneration: z.number().int(),
  callSid: storedWord.nullable(),
  streamSid: storedWord.nullable(),
  /** The model side's current bridge instance. */
  bridge: storedWord.nullable(),
  interviewPhase: storedWord.nullable().catch(null),
  /** What the model has used and cost so far; null when no bridge has told. */
  modelUse: modelUseSchema.nullable().default(null).catch(null),
  holders: z.array(storedWord),
  /** Epoch milliseconds by name. */
  times: z.object({
    configuredAt: z.number(),
    answeredAt: z.number().nullable(),
    activeAt: z.number().nullable(),
    endedAt: z.number().nullable(),
    closedAt: z.number().nullable(),
  }),
  /** Epoch milliseconds by which this phase is over; null once closed. */
  deadlineAt: z.number().nullable(),
});

export type SessionRecord = z.infer<typeof sessionRecordSchema>;

/** A holder's name in the record. */
export function holderName(service: string, instance: string): string {
  return `${service}/${instance}`;
}

/** A record as it was read, with the number and the commit it was read at. */
export interface ReadRecord {
  record: SessionRecord;
  revision: number;
  commitId: string;
}
