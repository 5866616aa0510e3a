import { payloadMs } from '@ringback/shared/contract/audio';
import { z } from 'zod';
import type { ModelFailure, ModelInput, ModelReport, ResponseStatus, StepUse } from '../domain/model-port.ts';
import { readTrouble, toLogged } from './provider-errors.ts';
import {
  knownEventTypes,
  type SaidFailure,
  type ServerEvent,
  serverEventSchema,
  type TokenUsage,
  type TranscriptionUsage,
} from './server-event-schema.ts';

const functionCall = z.object({
  type: z.literal('function_call'),
  name: z.string().default(''),
  call_id: z.string().default(''),
  arguments: z.string().default('{}'),
});

const toSpeaker = (role: string | undefined) =>
  role === 'user' ? 'candidate' : role === 'assistant' ? 'interviewer' : null;

/** An unknown status is no success, and no failure with a known reason. */
function toStatus(status: string): ResponseStatus {
  return status === 'completed' || status === 'cancelled' || status === 'failed' ? status : 'incomplete';
}

function toInput(message: ServerEvent): ModelInput | null {
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

/** The provider's exact spelling of a piece of audio, matched whole so that nothing else can pass for it. */
const plainAudio =
  /^\{"type":"response\.output_audio\.delta","event_id":"[A-Za-z0-9_-]{1,128}","response_id":"([A-Za-z0-9_-]{1,128})","item_id":"([A-Za-z0-9_-]{1,128})","output_index":\d{1,6},"content_index":\d{1,6},"delta":"([A-Za-z0-9+/]*={0,2})"\}$/;

/**
 * Reads one text frame of the model's socket. Never throws. Audio comes often, and is cut out of the text where it is
 * spelled as usual. Every other spelling is parsed in full, with the same result.
 */
export function parseServerEvent(text: string): ModelReport {
  const [, responseId, itemId, payload] = plainAudio.exec(text) ?? [];
  if (responseId === undefined || itemId === undefined || payload === undefined) return parseFully(text);
  const audioMs = payloadMs(payload);
  return { kind: 'input', input: { type: 'model.audio', responseId, itemId, payload, audioMs } };
}

/** Parses in full. Exported so that a test can compare both ways. */
export function parseFully(text: string): ModelReport {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'malformed', type: 'not JSON' };
  }
  const type =
    typeof json === 'object' && json !== null && 'type' in json ? String(json.type).slice(0, 100) : '';
  if (!knownEventTypes.has(type)) return { kind: 'ignored', type };
  const parsed = serverEventSchema.safeParse(json);
  if (!parsed.success) return { kind: 'malformed', type };
  const message = parsed.data;
  if (message.type === 'error') return { kind: 'error', failure: toFailure('event', message.error) };
  const input = toInput(message);
  if (input === null) return { kind: 'ignored', type };
  return { kind: 'input', input, ...besides(message) };
}

/** What else an event reports: what was used, and what failed. */
function besides(message: ServerEvent): { used?: StepUse; failure?: ModelFailure } {
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
function toTokenUse({ input_token_details: read, output_token_details: made }: TokenUsage): StepUse {
  const counts = (modality: 'text_tokens' | 'audio_tokens') => ({
    input: read?.[modality] ?? 0,
    cached: read?.cached_tokens_details?.[modality] ?? 0,
    output: made?.[modality] ?? 0,
  });
  return { by: 'interviewer', text: counts('text_tokens'), audio: counts('audio_tokens') };
}

function toTranscriptionUse(paid: TranscriptionUsage): StepUse {
  const { input_tokens: input = 0, output_tokens: output = 0, seconds = 0 } = paid;
  return { by: 'transcriber', transcription: { input, output, seconds } };
}

function toFailure(what: ModelFailure['what'], said: SaidFailure | null | undefined): ModelFailure {
  return {
    what,
    trouble: readTrouble(said ?? {}),
    reason: toLogged([said?.code ?? said?.type, said?.message].filter(Boolean).join(': ')),
  };
}
