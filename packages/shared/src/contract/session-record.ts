import { z } from 'zod';
import { candidateIdSchema, sessionIdSchema } from './ids.ts';
import { storedJobConfigurationSchema } from './job-configuration.ts';
import { expiredPartsSchema } from './kept-parts.ts';
import { phaseSchema } from './lifecycle.ts';
import { modelUseSchema } from './model-use.ts';
import { storedPracticeSchema } from './practice.ts';
import { noReport, reportStatusSchema } from './report-status.ts';
import { givenFactSchema } from './stronger-answer.ts';
import { suggestedTopicSchema } from './suggested-topic.ts';
import { storedWord } from './text.ts';

/**
 * What a session is now: the fold of its log, kept as one Redis hash. `holders` lists the instances that still hold
 * something of the session, as `service/instance`; an ended session is closed when the list is empty. Any version may
 * have written the record: unknown fields stay where they are, unknown words are kept as text, and damaged fields that
 * only inform are left out. Damage to a field that decides makes the record unreadable.
 */
export const sessionRecordSchema = z.object({
  sessionId: sessionIdSchema,
  ownerId: candidateIdSchema,
  via: storedWord,
  phase: phaseSchema,
  expired: expiredPartsSchema.default({}).catch({}),
  endReason: storedWord.nullable(),
  report: reportStatusSchema.default(noReport).catch(noReport),
  /** A field of its own: a release that does not know it leaves it as it is. */
  givenFacts: z.array(givenFactSchema).default([]).catch([]),
  /** A field of its own, for the same reason. */
  suggestedTopics: z.array(suggestedTopicSchema).default([]).catch([]),
  jobConfiguration: storedJobConfigurationSchema,
  configurationHash: storedWord,
  /** The length of this interview. A later change of the configuration does not change it. */
  lengthMinutes: z.number().positive().max(240).default(15),
  /** Hash of the configuration that the model has confirmed: the receipt. */
  receivedHash: storedWord.nullable(),
  previousSessionId: sessionIdSchema.nullable().catch(null),
  /** What it practises of the previous session. An earlier release knows none. */
  practice: storedPracticeSchema.nullable().default(null).catch(null),
  /** A field of its own, as `givenFacts`. An earlier release knows exams alone. */
  interviewMode: storedWord.default('exam').catch('exam'),
  fleetGeneration: z.number().int(),
  callSid: storedWord.nullable(),
  streamSid: storedWord.nullable(),
  /** The model side's current bridge instance. */
  bridge: storedWord.nullable(),
  interviewPhase: storedWord.nullable().catch(null),
  /** What the model has used and cost so far. Null until a bridge has reported it. */
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
  /** When this phase is over, in epoch ms. Null once closed. */
  deadlineAt: z.number().nullable(),
});

export type SessionRecord = z.infer<typeof sessionRecordSchema>;

/** A holder's name in the record. */
export function holderName(service: string, instance: string): string {
  return `${service}/${instance}`;
}

/** A record with the revision and the commit at which it was read. */
export interface ReadRecord {
  record: SessionRecord;
  revision: number;
  commitId: string;
}
