import { payloadMs } from '@ringback/shared/contract/audio';
import { itemIdSchema } from '@ringback/shared/contract/ids';
import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime';
import { z } from 'zod';
import type { ModelFailure, ModelInput, ModelReport, ResponseStatus, StepUse } from '../domain/model-port.ts';
import { readTrouble, toLogged } from './provider-errors.ts';

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

const functionCall = z.object({
  type: z.literal('function_call'),
  name: z.string().default(''),
  call_id: z.string().default(''),
  arguments: z.string().default('{}'),
});

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
type Usage = z.infer<typeof usage>;

/** Billed by tokens or by seconds, depending on the transcription model. */
const transcriptionUsage = z.object({
  input_tokens: z.number().optional(),
  output_tokens: z.number().optional(),
  seconds: z.number().optional(),
});

/** What a failure says about itself. */
const failure = z.object({
  type: z.string().nullish(),
  code: z.string().nullish(),
  message: z.string().nullish(),
});

const understood = z.discriminatedUnion('type', [
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

const toSpeaker = (role: string | undefined) =>
  role === 'user' ? 'candidate' : role === 'assistant' ? 'interviewer' : null;

/** An unknown status is no success, and no failure with a known reason. */
function toStatus(status: string): ResponseStatus {
  return status === 'completed' || status === 'cancelled' || status === 'failed' ? status : 'incomplete';
}

function toInput(message: z.infer<typeof understood>): ModelInput | null {
  switch (message.type) {
    case 'session.created':
      return { type: 'model.opened' };
    case 'session.updated':
      return { type: 'model.confirmed', instructions: message.session.instructions };
    case 'conversation.item.added':
      return {
        type: 'model.item_added',
        itemId: message.item.id,
        previousItemId: message.previous_item_id ?? null,
        speaker: message.item.type === 'message' ? toSpeaker(message.item.role) : null,
      };
    case 'response.created':
      return { type: 'model.response_started', responseId: message.response.id };
    case 'response.output_audio.delta':
      return {
        type: 'model.audio',
        responseId: message.response_id,
        itemId: message.item_id,
        payload: message.delta,
        audioMs: payloadMs(message.delta),
      };
    case 'response.output_audio.done':
      return { type: 'model.audio_finished', responseId: message.response_id, itemId: message.item_id };
    case 'response.output_audio_transcript.delta':
      return {
        type: 'model.words',
        responseId: message.response_id,
        itemId: message.item_id,
        text: message.delta,
      };
    case 'response.done':
      return {
        type: 'model.response_finished',
        responseId: message.response.id,
        status: toStatus(message.response.status),
        ...(message.response.status === 'failed'
          ? { trouble: readTrouble(message.response.status_details?.error ?? {}) }
          : {}),
        toolCalls: message.response.output.flatMap((item) => {
          const call = functionCall.safeParse(item);
          if (!call.success) return [];
          return [{ callId: call.data.call_id, name: call.data.name, arguments: call.data.arguments }];
        }),
      };
    case 'input_audio_buffer.speech_started':
      return { type: 'model.speech_started', itemId: message.item_id, atMs: message.audio_start_ms };
    case 'input_audio_buffer.speech_stopped':
      return { type: 'model.speech_stopped', itemId: message.item_id, atMs: message.audio_end_ms };
    case 'conversation.item.input_audio_transcription.delta':
      return { type: 'model.transcribing', itemId: message.item_id, text: message.delta };
    case 'conversation.item.input_audio_transcription.completed':
      return { type: 'model.transcribed', itemId: message.item_id, text: message.transcript };
    case 'conversation.item.input_audio_transcription.failed':
      return { type: 'model.transcribed', itemId: message.item_id, text: null };
    case 'error':
      return null;
  }
}

const known = new Set<string>(understood.options.map((option) => option.shape.type.value));

/** Reads one text frame of the model's socket. Never throws. */
export function parseServerEvent(text: string): ModelReport {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'malformed', type: 'not JSON' };
  }
  const type =
    typeof json === 'object' && json !== null && 'type' in json ? String(json.type).slice(0, 100) : '';
  if (!known.has(type)) return { kind: 'ignored', type };
  const parsed = understood.safeParse(json);
  if (!parsed.success) return { kind: 'malformed', type };
  const message = parsed.data;
  if (message.type === 'error') return { kind: 'error', failure: toFailure('event', message.error) };
  const input = toInput(message);
  if (input === null) return { kind: 'ignored', type };
  return { kind: 'input', input, ...besides(message) };
}

/** What else an event reports: what was used, and what failed. */
function besides(message: z.infer<typeof understood>): { used?: StepUse; failure?: ModelFailure } {
  switch (message.type) {
    case 'response.done': {
      const { status, status_details: details, usage: paid } = message.response;
      const failed = status === 'failed' ? { failure: toFailure('response', details?.error) } : {};
      const cut =
        status === 'incomplete'
          ? { failure: toFailure('response', { code: details?.reason, message: details?.reason }) }
          : {};
      return { ...failed, ...cut, ...(paid ? { used: toTokenUse(paid) } : {}) };
    }
    case 'conversation.item.input_audio_transcription.completed':
      return message.usage ? { used: toTranscriptionUse(message.usage) } : {};
    case 'conversation.item.input_audio_transcription.failed':
      return { failure: toFailure('transcription', message.error) };
    default:
      return {};
  }
}

/** Cached tokens are a part of the input tokens (types of `openai` 7, response usage). */
function toTokenUse({ input_token_details: read, output_token_details: made }: Usage): StepUse {
  const counts = (modality: 'text_tokens' | 'audio_tokens') => ({
    input: read?.[modality] ?? 0,
    cached: read?.cached_tokens_details?.[modality] ?? 0,
    output: made?.[modality] ?? 0,
  });
  return { by: 'interviewer', text: counts('text_tokens'), audio: counts('audio_tokens') };
}

function toTranscriptionUse(paid: z.infer<typeof transcriptionUsage>): StepUse {
  const { input_tokens: input = 0, output_tokens: output = 0, seconds = 0 } = paid;
  return { by: 'transcriber', transcription: { input, output, seconds } };
}

function toFailure(
  what: ModelFailure['what'],
  said: z.infer<typeof failure> | null | undefined,
): ModelFailure {
  return {
    what,
    trouble: readTrouble(said ?? {}),
    reason: toLogged([said?.code ?? said?.type, said?.message].filter(Boolean).join(': ')),
  };
}
