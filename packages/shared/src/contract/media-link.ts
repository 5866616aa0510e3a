import { z } from 'zod';
import { itemIdSchema, sessionIdSchema } from './ids.ts';
import { storedWord } from './text.ts';

/**
 * The media link: one pooled WebSocket from a telephony instance to a bridge instance, binary messages,
 * many calls. A message is a sequence of frames, those of one event-loop turn together as far as they fit:
 *
 *     0      1            5             9          13
 *     | type | channel u32 | timestamp u32 | length u32 | payload … |    big endian
 *
 * `channel` is the link-local number of a call, chosen by telephony. Audio payloads are the base64 text
 * as it came; control payloads are JSON. A receiver passes over a frame whose type it does not know.
 */
export const linkHeaderBytes = 13;
/** Above this size a sender starts another message. A receiver accepts four times as much before it closes the link. */
export const linkMessageBytes = 256 * 1024;
export const linkMaxMessageBytes = 1024 * 1024;
/** A larger control message is refused to its call, and audio is cut into pieces of at most this size. */
export const mostControlPayloadBytes = 128 * 1024;
export const mostAudioPayloadBytes = 32 * 1024;
export const linkHeartbeatMs = 1000;
export const linkMissedHeartbeats = 3;

export const linkFrameTypes = { control: 1, callerAudio: 2, interviewerAudio: 3 } as const;
export type LinkFrameType = (typeof linkFrameTypes)[keyof typeof linkFrameTypes];

const knownFrameTypes: ReadonlySet<number> = new Set(Object.values(linkFrameTypes));

export function isLinkFrameType(type: number): type is LinkFrameType {
  return knownFrameTypes.has(type);
}

/**
 * What the candidate heard of an item whose bridge was lost before the item was on the record. `playing`: the rest is
 * still to be heard. Otherwise `heardMs` were heard and no more will be. `whole`: all its audio has arrived.
 * `startedAgoMs`: how much caller audio has come since it began to be heard, null when nothing of it was heard. It
 * orders the turns of both sides. `interrupted`: the candidate cut it off, not the loss.
 */
const carriedItemSchema = z.object({
  itemId: itemIdSchema,
  text: z.string().max(20_000),
  audioMs: z.number().nonnegative(),
  heardMs: z.number().nonnegative(),
  playing: z.boolean(),
  whole: z.boolean(),
  startedAgoMs: z.number().nonnegative().nullable(),
  interrupted: z.boolean(),
});
export type CarriedItem = z.infer<typeof carriedItemSchema>;

/** Why telephony gives up a channel. `no answer`: the bridge did not take the session in time. */
const linkCloseReasons = ['session over', 'served elsewhere', 'no answer'] as const;
export type LinkCloseReason = (typeof linkCloseReasons)[number];

/** Telephony → bridge. */
export const toBridgeSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('open'),
    sessionId: sessionIdSchema,
    instance: z.string().max(80),
    /** The bridge whose link was lost. Its lease need not run out first, because tokens fence it off. */
    insteadOf: z.string().max(80).optional(),
    /**
     * This telephony instance has served the call before and keeps what is not on the record. Without it, a bridge
     * that has held the session's model since another telephony instance was lost resumes at once.
     */
    carries: z.boolean().optional(),
  }),
  /**
   * The answer to `ready`: what is not on the record yet. The caller audio that no bridge has put on the record, this
   * many ms of it, follows at once, and then the live audio. Empty before the first interviewer has begun.
   */
  z.object({
    type: z.literal('resume'),
    items: z.array(carriedItemSchema).max(100),
    callerMs: z.number().nonnegative(),
  }),
  /** How much of an item the candidate has really heard, in ms of that item's audio. */
  z.object({ type: z.literal('heard'), itemId: z.string(), heardMs: z.number(), final: z.boolean() }),
  /** The candidate's line is gone, and with it all unheard audio. What is said now is not heard. */
  z.object({ type: z.literal('line_lost') }),
  /** The line is back. A bridge that has become ready meanwhile is sent `resume` instead. */
  z.object({ type: z.literal('line_back') }),
  z.object({ type: z.literal('cleared'), itemId: z.string().nullable(), heardMs: z.number() }),
  z.object({ type: z.literal('key'), digit: z.string().length(1) }),
  z.object({ type: z.literal('close'), reason: z.enum(linkCloseReasons) }),
  z.object({ type: z.literal('heartbeat') }),
]);
export type ToBridge = z.infer<typeof toBridgeSchema>;

/**
 * Bridge → telephony. `ready`: the model has confirmed what it knows. Interviewer audio after `item_started` belongs
 * to that item.
 */
export const toTelephonySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('refused'), reason: z.enum(['draining', 'full', 'gone', 'taken', 'failed']) }),
  z.object({ type: z.literal('item_started'), itemId: z.string() }),
  z.object({ type: z.literal('item_finished'), itemId: z.string() }),
  /** More words of an item. If this bridge is lost, they are handed to another one. */
  z.object({ type: z.literal('item_words'), itemId: z.string(), text: z.string() }),
  /** An item is on the record, and so is all caller audio that was sent longer ago than this. */
  z.object({ type: z.literal('recorded'), itemId: z.string(), callerAgoMs: z.number().nullable() }),
  /** A word of the interviewer is due from now on. The candidate should not be left in silence for long. */
  z.object({ type: z.literal('waiting') }),
  /** The candidate may be interrupting: fall silent at once, and keep what was not heard. */
  z.object({ type: z.literal('hold') }),
  /** It was no interruption: resume at the point of the hold. */
  z.object({ type: z.literal('unhold') }),
  /** It was an interruption, or the interview cannot go on: drop what was not heard. Answered with `cleared`. */
  z.object({ type: z.literal('clear') }),
  z.object({ type: z.literal('closed'), reason: storedWord.nullable() }),
  z.object({ type: z.literal('heartbeat') }),
]);
export type ToTelephony = z.infer<typeof toTelephonySchema>;
