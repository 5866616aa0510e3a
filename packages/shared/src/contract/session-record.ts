import { z } from 'zod';
import { configurationHashSchema } from './events.ts';
import { candidateIdSchema, sessionIdSchema } from './ids.ts';
import { jobConfigurationSchema, lengthMinutesSchema } from './job-configuration.ts';
import { endReasonSchema, interviewPhaseSchema, phaseSchema, viaSchema } from './lifecycle.ts';
import { modelUseSchema } from './model-use.ts';

const text = z.string().max(200);

/**
 * What a session is now: the fold of its log, kept as one Redis hash. `holders` lists who still has
 * something of this session in hand, as `service/instance`; an ended session is closed when it is empty.
 */
export const sessionRecordSchema = z.object({
  sessionId: sessionIdSchema,
  ownerId: candidateIdSchema,
  via: viaSchema,
  phase: phaseSchema,
  endReason: endReasonSchema.nullable(),
  reportState: z.enum(['none', 'queued', 'running', 'ready', 'insufficient', 'failed']),
  jobConfiguration: jobConfigurationSchema,
  configurationHash: configurationHashSchema,
  /** How long this interview is; a configuration that is changed later does not change it. */
  lengthMinutes: lengthMinutesSchema.default(15),
  /** Hash of the configuration that the model has confirmed: the receipt. */
  receivedHash: configurationHashSchema.nullable(),
  previousSessionId: sessionIdSchema.nullable(),
  fleetGeneration: z.number().int(),
  callSid: text.nullable(),
  streamSid: text.nullable(),
  /** The model side's current bridge instance. */
  bridge: text.nullable(),
  interviewPhase: interviewPhaseSchema.nullable(),
  /** What the model has used and cost so far; null when no bridge has told. */
  modelUse: modelUseSchema.nullable().default(null),
  holders: z.array(text),
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

/** A record as it was read, with the number and the commit it was read at. */
export interface ReadRecord {
  record: SessionRecord;
  revision: number;
  commitId: string;
}
