import { parseJson } from '@ringback/shared/runtime/parse-json';
import { z } from 'zod';
import { type ProtocolError, refusal, toProtocolError } from './protocol-error.ts';
import { responseParametersSchema } from './response-parameters.ts';

/** Every client event (GA), with exactly the fields that it may have. */

/** One `append` may hold 15 MiB of audio (types of the `openai` package). */
const MAX_AUDIO_BASE64 = Math.ceil((15 * 1024 * 1024) / 3) * 4;

const eventId = z.string().max(512).optional();
const itemId = z.string();

const schemas = {
  'session.update': z.strictObject({
    type: z.literal('session.update'),
    event_id: eventId,
    session: z.unknown(),
  }),
  'input_audio_buffer.append': z.strictObject({
    type: z.literal('input_audio_buffer.append'),
    event_id: eventId,
    audio: z.string().max(MAX_AUDIO_BASE64),
  }),
  'input_audio_buffer.commit': z.strictObject({
    type: z.literal('input_audio_buffer.commit'),
    event_id: eventId,
  }),
  'input_audio_buffer.clear': z.strictObject({
    type: z.literal('input_audio_buffer.clear'),
    event_id: eventId,
  }),
  'conversation.item.create': z.strictObject({
    type: z.literal('conversation.item.create'),
    event_id: eventId,
    previous_item_id: z.string().nullable().optional(),
    item: z.unknown(),
  }),
  'conversation.item.retrieve': z.strictObject({
    type: z.literal('conversation.item.retrieve'),
    event_id: eventId,
    item_id: itemId,
  }),
  'conversation.item.delete': z.strictObject({
    type: z.literal('conversation.item.delete'),
    event_id: eventId,
    item_id: itemId,
  }),
  'conversation.item.truncate': z.strictObject({
    type: z.literal('conversation.item.truncate'),
    event_id: eventId,
    item_id: itemId,
    content_index: z.int().min(0),
    audio_end_ms: z.int().min(0),
  }),
  'response.create': z.strictObject({
    type: z.literal('response.create'),
    event_id: eventId,
    response: responseParametersSchema.nullable().optional(),
  }),
  'response.cancel': z.strictObject({
    type: z.literal('response.cancel'),
    event_id: eventId,
    response_id: z.string().optional(),
  }),
  'output_audio_buffer.clear': z.strictObject({
    type: z.literal('output_audio_buffer.clear'),
    event_id: eventId,
  }),
} as const;

type ClientEventType = keyof typeof schemas;
export type ClientEvent = z.infer<(typeof schemas)[ClientEventType]>;

type ParsedClientEvent =
  | { ok: true; event: ClientEvent }
  | { ok: false; error: ProtocolError; eventId: string | null };

/** A client's message, or the error to send for it. `raw` is the text as it arrived. */
export function parseClientEvent(raw: string): ParsedClientEvent {
  const value = parseJson(raw);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, error: refusal('invalid_event', 'The event is not a JSON object.'), eventId: null };
  }
  const type: unknown = Reflect.get(value, 'type');
  const id: unknown = Reflect.get(value, 'event_id');
  const eventId = typeof id === 'string' ? id : null;
  if (typeof type !== 'string') {
    return { ok: false, error: refusal('invalid_event', "The event has no 'type'.", 'type'), eventId };
  }
  if (!isClientEventType(type)) {
    const message = `Invalid value: '${type}'. Supported values are: ${Object.keys(schemas).join(', ')}.`;
    return { ok: false, error: refusal('invalid_value', message, 'type'), eventId };
  }
  const parsed = schemas[type].safeParse(value);
  if (!parsed.success) return { ok: false, error: toProtocolError(parsed.error, value, ''), eventId };
  return { ok: true, event: parsed.data };
}

function isClientEventType(type: string): type is ClientEventType {
  return Object.hasOwn(schemas, type);
}

/** Audio bytes of an `append`, or null when the text is not base64. */
export function decodeAudio(base64: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.length % 4 !== 0) return null;
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
