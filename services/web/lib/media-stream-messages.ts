import { randomId } from '@ringback/shared/client/operation-id';
import {
  aliveParameter,
  echoCancellationParameter,
  type FromCaller,
  type ToCaller,
} from '@ringback/shared/contract/media-stream';
import { toBase64 } from './base64.ts';
import type { CallerFrame } from './caller-frames.ts';

/** What telephony is told at a stream's start. */
export interface StreamOpening {
  token: string;
  /** The browser's own setting (Media Capture and Streams, "MediaTrackSettings"). */
  cancelsEcho: boolean;
}

/** Writes what the carrier would say (`contract/media-stream`; Twilio docs, "Media Streams – WebSocket Messages"). */
export interface StreamWriter {
  connected(): FromCaller;
  start(opening: StreamOpening): FromCaller;
  media(frame: CallerFrame): FromCaller;
  mark(name: string): FromCaller;
  /** The candidate cannot be heard, or can be heard again. */
  microphone(isGone: boolean): FromCaller;
  stop(): FromCaller;
}

/** A new stream sid in the carrier's form. The browser chooses its own. */
export function newStreamSid(): string {
  return `MZ${randomId(32)}`;
}

/** Writes one stream's messages. Chunks are numbered from 1 like the carrier's. */
export function createStreamWriter(streamSid: string): StreamWriter {
  let chunk = 0;
  return {
    connected: () => ({ event: 'connected', protocol: 'Call', version: '1.0.0' }),
    start: ({ token, cancelsEcho }) => ({
      event: 'start',
      sequenceNumber: '1',
      streamSid,
      start: {
        streamSid,
        tracks: ['inbound'],
        customParameters: {
          token,
          [echoCancellationParameter]: String(cancelsEcho),
          [aliveParameter]: 'true',
        },
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
      },
    }),
    media: ({ payload, timestampMs }) => ({
      event: 'media',
      streamSid,
      media: {
        track: 'inbound',
        chunk: String(++chunk),
        timestamp: String(timestampMs),
        payload: toBase64(payload),
      },
    }),
    mark: (name) => ({ event: 'mark', streamSid, mark: { name } }),
    microphone: (isGone) => ({ event: 'microphone', streamSid, microphone: { isGone } }),
    stop: () => ({ event: 'stop', streamSid }),
  };
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** What telephony says on this stream. Null for anything else. */
export function parseToCaller(text: unknown, streamSid: string): ToCaller | null {
  if (typeof text !== 'string') return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (field(json, 'streamSid') !== streamSid) return null;
  const event = field(json, 'event');
  const payload = field(field(json, 'media'), 'payload');
  const name = field(field(json, 'mark'), 'name');
  if (event === 'media' && typeof payload === 'string') return { event, streamSid, media: { payload } };
  if (event === 'mark' && typeof name === 'string') return { event, streamSid, mark: { name } };
  return event === 'clear' || event === 'alive' ? { event, streamSid } : null;
}
