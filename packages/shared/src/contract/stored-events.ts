import { z } from 'zod';
import { callQuoteSchema } from './call-prices.ts';
import { storedConsentSchema } from './consent.ts';
import { publishedPartialSchema } from './events.ts';
import { candidateIdSchema, itemIdSchema, type SessionId, sessionIdSchema, shareIdSchema } from './ids.ts';
import { storedPlanSchema } from './interview-plan.ts';
import { storedJobConfigurationSchema } from './job-configuration.ts';
import { expiredPartsSchema } from './kept-parts.ts';
import { modelUseSchema } from './model-use.ts';
import { storedBriefingSchema, storedPracticeSchema } from './practice.ts';
import { storedText, storedWord } from './text.ts';
import { storedSpansSchema } from './voice-span.ts';

const base = { sessionId: sessionIdSchema, at: z.number() };
const stored = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...base, ...shape });

const speaker = z.enum(['candidate', 'interviewer']);
const turn = { itemId: itemIdSchema, speaker, startedAtMs: z.number(), endedAtMs: z.number() };
const words = { ...turn, previousItemId: itemIdSchema.nullable().default(null), text: storedText };
const costUsd = z.number().default(0);
const settledReport = { version: z.number(), hash: storedWord, costUsd };
const configured = { jobConfiguration: storedJobConfigurationSchema, configurationHash: storedWord };

/**
 * The events of a log, written by any version. Unknown fields are dropped, unknown words are kept as text, and an
 * event that ends a session is understood whatever else it carries.
 */
const knownEventSchema = z.discriminatedUnion('type', [
  stored('session.configured', {
    ...configured,
    ownerId: candidateIdSchema,
    via: storedWord,
    previousSessionId: sessionIdSchema.nullable().default(null),
    lengthMinutes: z.number().positive().max(240).optional().catch(undefined),
    practice: storedPracticeSchema.nullish().catch(null),
    interviewMode: storedWord.optional().catch(undefined),
    briefing: storedBriefingSchema.nullish().catch(null),
    fleetGeneration: z.number().default(0),
    quote: callQuoteSchema.nullable().optional().catch(null),
    consent: storedConsentSchema.nullish().catch(null),
    /** Parts of this log whose words were erased in their time. Retention writes it, and no service when it happens. */
    expired: expiredPartsSchema.optional(),
  }),
  stored('configuration.changed', configured),
  stored('configuration.received', {
    configurationHash: storedWord,
    unchanged: z.array(storedWord).optional(),
  }),
  stored('call.dialled', { instance: storedWord }),
  stored('call.placed', { callSid: storedWord }),
  stored('call.ringing', {}),
  stored('call.answered', {}),
  stored('call.ready', {}),
  stored('media.started', { streamSid: storedWord, instance: storedWord }),
  stored('media.lost', { streamSid: storedWord }),
  stored('interviewer.joined', { bridge: storedWord, token: z.number() }),
  stored('interviewer.lost', { bridge: storedWord }),
  stored('interview.phase_changed', { phase: storedWord }),
  stored('interview.planned', { plan: storedPlanSchema, madeBy: storedWord, configurationHash: storedWord }),
  stored('interview.point_covered', { pointId: storedWord }),
  stored('interview.studied', { step: storedWord, turnId: itemIdSchema.nullable().default(null) }),
  stored('topic.suggested', { shareId: shareIdSchema, by: storedWord.default(''), text: storedText }),
  stored('topic.settled', { number: z.number(), outcome: storedWord }),
  stored('goodbye.started', {}),
  stored('steering.asked', { kind: storedWord }),
  stored('steering.answered', {
    asked: z.number().nullable().default(null),
    kind: storedWord,
    by: storedWord,
    outcome: storedWord,
  }),
  stored('model.used', { use: modelUseSchema }),
  stored('speech.measured', {
    ...turn,
    overlapMs: z.number(),
    afterMs: z.number().nullable(),
    voiced: storedSpansSchema,
    lineGaps: storedSpansSchema,
  }),
  stored('transcript.completed', words),
  stored('transcript.interrupted', { ...words, heardMs: z.number() }),
  stored('session.ended', { reason: storedWord.catch('unknown') }),
  stored('session.released', { service: storedWord, instance: storedWord }),
  stored('session.closed', {}),
  stored('report.queued', { version: z.number() }),
  stored('report.started', { version: z.number(), attempt: z.number(), instance: storedWord }),
  stored('report.progressed', {
    version: z.number(),
    attempt: z.number(),
    step: storedWord,
    done: z.number().default(0),
    of: z.number().default(0),
    costUsd,
  }),
  stored('report.ready', settledReport),
  stored('report.insufficient', { ...settledReport, reason: storedWord }),
  stored('report.failed', { ...settledReport, hash: storedWord.nullable(), reason: storedWord }),
  stored('self_rating.given', { ratings: z.record(storedWord, z.number()), sentence: storedText }),
  stored('transcript.corrected', { itemId: itemIdSchema, text: storedText }),
  stored('finding.disputed', { version: z.number(), findingId: storedWord, reason: storedText }),
  stored('fact.given', { version: z.number(), questionId: storedWord, text: storedText }),
  stored('stronger_answer.started', { factNumber: z.number(), attempt: z.number(), instance: storedWord }),
  stored('stronger_answer.ready', { factNumber: z.number(), hash: storedWord, costUsd }),
  stored('stronger_answer.failed', { factNumber: z.number(), reason: storedWord, costUsd }),
]);
export type KnownEvent = z.infer<typeof knownEventSchema>;

/**
 * An entry that this version does not understand: another version's event, or a damaged one. It moves the revision,
 * changes nothing and is not shown.
 */
const unknownEventSchema = z.object({
  type: z.literal('unknown'),
  originalType: storedWord,
  ...base,
});
export type UnknownEvent = z.infer<typeof unknownEventSchema>;

/** An event as its readers get it. */
export const storedEventSchema = z.discriminatedUnion('type', [
  ...knownEventSchema.options,
  unknownEventSchema,
]);
export type StoredEvent = KnownEvent | UnknownEvent;
export type EventOf<T extends StoredEvent['type']> = Extract<StoredEvent, { type: T }>;
export type TranscriptEvent = EventOf<'transcript.completed'> | EventOf<'transcript.interrupted'>;

/** What is read of an entry that is not understood: its type and time, if it has them. */
const anyEventSchema = z
  .object({ type: storedWord.catch(''), at: z.number().catch(0) })
  .catch({ type: '', at: 0 });

/** Reads one event of a session's log or channel. Never fails. */
export function readEvent(sessionId: SessionId, value: unknown): StoredEvent {
  const known = knownEventSchema.safeParse(value);
  if (known.success) return known.data;
  const { type, at } = anyEventSchema.parse(value);
  return { type: 'unknown', originalType: type, sessionId, at };
}

/** One entry of a session's log: an event and its number. Revisions start at 1 without gaps. */
export interface LogEntry {
  revision: number;
  commitId: string;
  event: StoredEvent;
}

/** What is published on a session's channel after a commit. `revision` is that of the first event. */
const publishedCommitSchema = z.object({
  revision: z.number().int().positive(),
  commitId: z.string().min(1),
  events: z.array(z.unknown()).min(1),
});

export const publishedMessageSchema = z.union([publishedCommitSchema, publishedPartialSchema]);
