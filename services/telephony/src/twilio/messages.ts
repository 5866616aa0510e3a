/**
 * The Media Streams protocol in both directions (Twilio docs, "Media Streams – WebSocket Messages"). A browser speaks
 * it in the carrier's place. Text comes in, values go out. Nothing here knows a socket.
 */
import { fromCallerSchema, mostPayloadCharacters } from '@ringback/shared/contract/media-stream';
import { z } from 'zod';

/** What arrived from the caller's side. `unknown` and `malformed` are only counted. */
export type CallerMessage =
  | { type: 'media'; streamSid: string; timestampMs: number; payload: string }
  | {
      type: 'start';
      streamSid: string;
      callSid: string | null;
      accountSid: string | null;
      customParameters: Record<string, string>;
    }
  | { type: 'mark'; streamSid: string; name: string }
  | { type: 'dtmf'; streamSid: string; digit: string }
  | { type: 'microphone'; streamSid: string; isGone: boolean }
  | { type: 'stop'; streamSid: string }
  | { type: 'connected' }
  | { type: 'unknown'; event: string }
  | { type: 'malformed'; reason: string };

/** Twilio's exact spelling of `media`, matched whole so that nothing else can pass for it. */
const plainMedia =
  /^\{"event":"media","sequenceNumber":"\d{1,12}","media":\{"track":"inbound","chunk":"\d{1,12}","timestamp":"(\d{1,12})","payload":"([A-Za-z0-9+/]+={0,2})"\},"streamSid":"([A-Za-z0-9_-]{1,64})"\}$/;
/** A mark of ours that came back, in the spelling of the carrier and of browsers. Its name is `domain/playback`'s. */
const plainMark =
  /^\{"event":"mark",(?:"sequenceNumber":"\d{1,12}",)?"streamSid":"([A-Za-z0-9_-]{1,64})",(?:"sequenceNumber":"\d{1,12}",)?"mark":\{"name":"(\d{1,12}:\d{1,12})"\}\}$/;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** `toMediaMessage` sends it out again unescaped. */
const sid = /^[A-Za-z0-9_-]{1,64}$/;
const keys = /^[0-9A-D*#]$/;
const knownEvents: ReadonlySet<unknown> = new Set(
  fromCallerSchema.options.map(({ shape }) => shape.event.value),
);
const anyEvent = z.object({ event: z.string() });

/**
 * Reads one text frame. A `media` message arrives fifty times a second. In exactly the carrier's spelling it is cut
 * out of the text, in half the measured time of a JSON parse, and so is a mark that comes back. Every other spelling is parsed in full, with the same
 * result.
 */
export function parseCallerMessage(text: string): CallerMessage {
  const plain = plainMedia.exec(text);
  if (plain === null) return parseMark(text) ?? parseFully(text);
  const [, timestamp = '', payload = '', streamSid = ''] = plain;
  return toMedia(streamSid, timestamp, payload);
}

function parseMark(text: string): CallerMessage | null {
  const [, streamSid, name] = plainMark.exec(text) ?? [];
  return streamSid === undefined || name === undefined ? null : { type: 'mark', streamSid, name };
}

/** Parses in full. Exported so that a test can compare both ways. */
export function parseFully(text: string): CallerMessage {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return malformed('not JSON');
  }
  const named = anyEvent.safeParse(json);
  if (!named.success) return malformed('no event');
  if (!knownEvents.has(named.data.event)) return { type: 'unknown', event: named.data.event.slice(0, 64) };
  const parsed = fromCallerSchema.safeParse(json);
  if (!parsed.success) {
    return malformed(`${named.data.event}: ${parsed.error.issues[0]?.path.join('.') ?? 'not as documented'}`);
  }
  const message = parsed.data;
  if ('streamSid' in message && !sid.test(message.streamSid)) return malformed('streamSid');
  switch (message.event) {
    case 'connected':
      return { type: 'connected' };
    case 'start': {
      const { callSid = null, accountSid = null, customParameters } = message.start;
      return { type: 'start', streamSid: message.streamSid, callSid, accountSid, customParameters };
    }
    case 'media':
      if (!base64.test(message.media.payload)) return malformed('media: payload');
      return toMedia(message.streamSid, message.media.timestamp, message.media.payload);
    case 'mark':
      return { type: 'mark', streamSid: message.streamSid, name: message.mark.name };
    case 'dtmf':
      if (!keys.test(message.dtmf.digit)) return malformed('dtmf: digit');
      return { type: 'dtmf', streamSid: message.streamSid, digit: message.dtmf.digit };
    case 'microphone':
      return { type: 'microphone', streamSid: message.streamSid, isGone: message.microphone.isGone };
    case 'stop':
      return { type: 'stop', streamSid: message.streamSid };
  }
}

function toMedia(streamSid: string, timestamp: string, payload: string): CallerMessage {
  if (payload.length % 4 !== 0 || payload.length > mostPayloadCharacters) return malformed('media: payload');
  return { type: 'media', streamSid, timestampMs: Number(timestamp), payload };
}

function malformed(reason: string): CallerMessage {
  return { type: 'malformed', reason };
}

/**
 * Audio for the caller. `streamSid` and `payload` go out as they are: `parseCallerMessage` has checked the first, and
 * the second is base64 from the media link.
 */
export function toMediaMessage(streamSid: string, payload: string): string {
  return `{"event":"media","streamSid":"${streamSid}","media":{"payload":"${payload}"}}`;
}

/** Asks for `name` back as soon as everything sent before has been played. */
export function toMarkMessage(streamSid: string, name: string): string {
  return JSON.stringify({ event: 'mark', streamSid, mark: { name } });
}

/** Drops what was not played yet. Every pending mark then comes back at once, unheard. */
/** For a browser that has asked for it. The carrier knows no such message. */
export function toAliveMessage(streamSid: string): string {
  return `{"event":"alive","streamSid":"${streamSid}"}`;
}

export function toClearMessage(streamSid: string): string {
  return `{"event":"clear","streamSid":"${streamSid}"}`;
}
