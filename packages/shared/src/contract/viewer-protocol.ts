import { z } from 'zod';
import { operationIdSchema, sessionIdSchema } from './ids.ts';
import { levelsSchema } from './levels.ts';
import { callStatuses } from './lifecycle.ts';
import { sessionViewSchema } from './session-view.ts';
import { storedEventSchema } from './stored-events.ts';
import { storedWord } from './text.ts';

/**
 * The whole protocol of the logs socket (`/logs`): JSON text frames, at most 16 KiB from the client.
 * `jobConfiguration` is not parsed here but after the operation id is known, so that a refusal can be acknowledged
 * under that id.
 */
export const maxClientMessageBytes = 16 * 1024;

export const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    version: z.literal(1),
    sessionId: sessionIdSchema,
    ticket: z.string().min(1).max(200),
    revision: z.number().int().nonnegative().optional(),
  }),
  z.object({
    type: z.literal('job.configuration'),
    operationId: operationIdSchema,
    jobConfiguration: z.unknown(),
    /** The revision that the change was decided on. If the session has moved on since, the change is `stale`. */
    revision: z.number().int().nonnegative().optional(),
  }),
  z.object({ type: z.literal('call.end'), operationId: operationIdSchema }),
  /**
   * Asks something of the interviewer, at once or not at all. `kind` is one of those that the welcome names (`steering`);
   * any other is refused. What becomes of it is the event `steering.answered` whose `asked` is the ack's revision.
   */
  z.object({
    type: z.literal('steer'),
    operationId: operationIdSchema,
    kind: z.string().min(1).max(32),
  }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

const revision = z.number().int().nonnegative();

const ackOutcomes = ['ok', 'duplicate', 'stale', 'illegal', 'limited'] as const;

export const serverMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    mode: z.enum(['snapshot', 'delta']),
    revision,
    view: sessionViewSchema.optional(),
    /** What this viewer may ask of the interviewer by `steer`. Absent at a gateway that does not know it. */
    steering: z.array(storedWord).optional(),
  }),
  z.object({ type: z.literal('event'), revision, event: storedEventSchema }),
  z.object({
    type: z.literal('partial'),
    itemId: z.string(),
    previousItemId: z.string().nullable(),
    speaker: z.enum(['candidate', 'interviewer']),
    text: z.string(),
  }),
  /** How loud both sides are, a few times a second, for a viewer that has no sound of the call. May be skipped. */
  z.object({ type: z.literal('levels'), ...levelsSchema.shape }),
  z.object({
    type: z.literal('call.status_changed'),
    status: z.enum(callStatuses),
    sessionId: sessionIdSchema,
    streamSid: z.string().optional(),
    reason: storedWord.optional(),
  }),
  /** How many coaches watch by a shared link. Sent when it changes. */
  z.object({ type: z.literal('watched'), coaches: z.number().int().nonnegative() }),
  z.object({ type: z.literal('heartbeat'), revision }),
  z.object({
    type: z.literal('ack'),
    operationId: operationIdSchema,
    outcome: z.enum(ackOutcomes),
    revision: revision.optional(),
    retryAfterMs: z.number().optional(),
    message: z.string().optional(),
    /** The refusal as a word, for a page with its own words. */
    reason: storedWord.optional(),
  }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;
export type AckMessage = Extract<ServerMessage, { type: 'ack' }>;
