import { z } from 'zod';
import { sessionIdSchema } from './ids.ts';
import { endReasonSchema } from './lifecycle.ts';

/**
 * The media link: one pooled WebSocket from a telephony instance to a bridge instance, binary messages,
 * many calls. A message is a sequence of frames, those of one event-loop turn together:
 *
 *     0      1            5             9          13
 *     | type | channel u32 | timestamp u32 | length u32 | payload … |    big endian
 *
 * `channel` is the link-local number of a call, chosen by telephony. Audio payloads are the base64 text
 * as it came; control payloads are JSON.
 */
export const linkHeaderBytes = 13;
export const linkMaxMessageBytes = 1024 * 1024;
export const linkHeartbeatMs = 1000;
export const linkMissedHeartbeats = 3;

export const linkFrameTypes = { control: 1, callerAudio: 2, interviewerAudio: 3 } as const;

/** Telephony → bridge. */
export const toBridgeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), sessionId: sessionIdSchema, instance: z.string().max(80) }),
  /** What the candidate has really got of an item, in ms of that item's audio. */
  z.object({ type: z.literal('heard'), itemId: z.string(), heardMs: z.number(), final: z.boolean() }),
  z.object({ type: z.literal('cleared'), itemId: z.string().nullable(), heardMs: z.number() }),
  z.object({ type: z.literal('key'), digit: z.string().length(1) }),
  z.object({ type: z.literal('close'), reason: z.string().max(80) }),
  z.object({ type: z.literal('heartbeat') }),
]);
export type ToBridge = z.infer<typeof toBridgeSchema>;

/** Bridge → telephony. Interviewer audio that follows `item_started` belongs to that item. */
export const toTelephonySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('refused'), reason: z.enum(['draining', 'full', 'gone', 'taken', 'failed']) }),
  z.object({ type: z.literal('item_started'), itemId: z.string() }),
  z.object({ type: z.literal('item_finished'), itemId: z.string() }),
  z.object({ type: z.literal('clear') }),
  z.object({ type: z.literal('closed'), reason: endReasonSchema.nullable() }),
  z.object({ type: z.literal('heartbeat') }),
]);
export type ToTelephony = z.infer<typeof toTelephonySchema>;
