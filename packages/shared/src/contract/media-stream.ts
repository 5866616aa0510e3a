import { z } from 'zod';

/**
 * The carrier's Media Streams messages, as the browser speaks them in the carrier's place (Twilio docs, "Media Streams
 * – WebSocket Messages"). Numbers travel as strings. Audio is base64 µ-law 8 kHz mono, 20 ms a frame from the caller.
 */
/** The most audio that one caller frame may hold: 128 ms. A phone sends 20 ms. */
const mostFrameBytes = 1024;
/** The same in base64. */
export const mostPayloadCharacters = Math.ceil(mostFrameBytes / 3) * 4;

const sid = z.string().min(1).max(64);

export const fromCallerSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('connected'), protocol: z.string().max(32), version: z.string().max(32) }),
  z.object({
    event: z.literal('start'),
    sequenceNumber: z.string().max(20),
    streamSid: sid,
    start: z.object({
      streamSid: sid,
      callSid: sid.optional(),
      accountSid: sid.optional(),
      tracks: z.array(z.string().max(20)).max(4).optional(),
      customParameters: z.record(z.string().max(200), z.string().max(500)).default({}),
      mediaFormat: z.object({
        encoding: z.literal('audio/x-mulaw'),
        sampleRate: z.literal(8000),
        channels: z.literal(1),
      }),
    }),
  }),
  z.object({
    event: z.literal('media'),
    streamSid: sid,
    media: z.object({
      payload: z.string().min(1).max(mostPayloadCharacters),
      timestamp: z.string().regex(/^\d{1,12}$/),
      track: z.string().max(20).optional(),
      chunk: z.string().max(20).optional(),
    }),
  }),
  z.object({
    event: z.literal('mark'),
    streamSid: sid,
    mark: z.object({ name: z.string().min(1).max(256) }),
  }),
  z.object({ event: z.literal('dtmf'), streamSid: sid, dtmf: z.object({ digit: z.string().length(1) }) }),
  /** For browsers only: the microphone gives no sound, or gives it again. No carrier sends this. */
  z.object({ event: z.literal('microphone'), streamSid: sid, microphone: z.object({ isGone: z.boolean() }) }),
  z.object({ event: z.literal('stop'), streamSid: sid }),
]);
export type FromCaller = z.infer<typeof fromCallerSchema>;

/** Custom parameter of a browser's `start`: `true` when the browser removes what it plays from what it captures. */
export const echoCancellationParameter = 'echoCancellation';

/**
 * Custom parameter of a browser's `start`: `true` when it wants to hear every `aliveEveryMs` that telephony is alive,
 * also while the interviewer listens. No carrier asks for this.
 */
export const aliveParameter = 'alive';
export const aliveEveryMs = 2_000;

/** What telephony sends: audio of any length, marks that come back when heard, `clear`, and `alive` for browsers. */
export type ToCaller =
  | { event: 'media'; streamSid: string; media: { payload: string } }
  | { event: 'mark'; streamSid: string; mark: { name: string } }
  | { event: 'clear'; streamSid: string }
  | { event: 'alive'; streamSid: string };

/** µ-law at 8 kHz has one byte a sample, eight a millisecond. */
export const bytesPerMs = 8;
/** 20 ms of audio in bytes. */
export const frameBytes = 160;
export const frameMs = frameBytes / bytesPerMs;

/** How long a stream that closed without `stop` may be replaced, unless `REATTACH_MS` says otherwise. */
export const defaultReattachMs = 20_000;
