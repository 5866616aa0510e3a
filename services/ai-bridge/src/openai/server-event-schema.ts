import { itemIdSchema } from '@ringback/shared/contract/ids';
import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime';
import { z } from 'zod';

/**
 * The events of the Realtime API (GA names; types of the `openai` package, resources/realtime) that the bridge
 * understands. Any other type becomes `ignored`, and a known type of another shape becomes `malformed`.
 */
const id = itemIdSchema;
/** Longer than any session: a day. */
const longestMs = 24 * 60 * 60_000;
const event = <T extends RealtimeServerEvent['type'], S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });
const ms = z.number().nonnegative().max(longestMs);

const usage = z.object({
  input_tokens: z.number().optional(),
  output_tokens: z.number().optional(),
  input_token_details: z
    .object({
      text_tokens: z.number().optional(),
      audio_tokens: z.number().optional(),
      cached_tokens_details: z
        .object({ text_tokens: z.number().optional(), audio_tokens: z.number().optional() })
        .nullish(),
    })
    .nullish(),
  output_token_details: z
    .object({ text_tokens: z.number().optional(), audio_tokens: z.number().optional() })
    .nullish(),
});
export type TokenUsage = z.infer<typeof usage>;

/** Billed by tokens or by seconds, depending on the transcription model. */
const transcriptionUsage = z.object({
  input_tokens: z.number().optional(),
  output_tokens: z.number().optional(),
  seconds: z.number().optional(),
});
export type TranscriptionUsage = z.infer<typeof transcriptionUsage>;

/** What a failure says about itself. */
const failure = z.object({
  type: z.string().nullish(),
  code: z.string().nullish(),
  message: z.string().nullish(),
});
export type SaidFailure = z.infer<typeof failure>;

export const serverEventSchema = z.discriminatedUnion('type', [
  event('session.created', { session: z.object({ expires_at: z.number().optional() }) }),
  event('session.updated', { session: z.object({ instructions: z.string().default('') }) }),
  event('conversation.item.added', {
    item: z.object({ id: id, type: z.string(), role: z.string().optional() }),
    previous_item_id: id.nullish(),
  }),
  event('response.created', { response: z.object({ id }) }),
  event('response.output_audio.delta', { response_id: id, item_id: id, delta: z.string() }),
  event('response.output_audio.done', { response_id: id, item_id: id }),
  event('response.output_audio_transcript.delta', { response_id: id, item_id: id, delta: z.string() }),
  event('response.done', {
    response: z.object({
      id,
      status: z.string(),
      status_details: z
        .object({ reason: z.string().nullish(), error: failure.nullish() })
        .nullish()
        .catch(null),
      output: z.array(z.unknown()).default([]),
      usage: usage.nullish(),
    }),
  }),
  // The start includes the padding before speech, the end the silence that ended it (types of `openai` 7).
  event('input_audio_buffer.speech_started', { item_id: id, audio_start_ms: ms }),
  event('input_audio_buffer.speech_stopped', { item_id: id, audio_end_ms: ms }),
  event('conversation.item.input_audio_transcription.delta', { item_id: id, delta: z.string().default('') }),
  event('conversation.item.input_audio_transcription.completed', {
    item_id: id,
    transcript: z.string(),
    usage: transcriptionUsage.nullish().catch(null),
  }),
  event('conversation.item.input_audio_transcription.failed', {
    item_id: id,
    error: failure.nullish().catch(null),
  }),
  event('error', { error: failure }),
]);

export type ServerEvent = z.infer<typeof serverEventSchema>;

/** The types that are understood. */
export const knownEventTypes: ReadonlySet<string> = new Set(
  serverEventSchema.options.map((option) => option.shape.type.value),
);
