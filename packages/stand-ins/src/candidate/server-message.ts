import type { RawData } from 'ws';
import { z } from 'zod';

/** What a server may send on a bidirectional stream. Twilio docs, "Media Streams – WebSocket Messages". */
const serverMessage = z.discriminatedUnion('event', [
  z.object({ event: z.literal('media'), streamSid: z.string(), media: z.object({ payload: z.string() }) }),
  z.object({ event: z.literal('mark'), streamSid: z.string(), mark: z.object({ name: z.string().min(1) }) }),
  z.object({ event: z.literal('clear'), streamSid: z.string() }),
]);

export type ServerMessage =
  | { type: 'media'; audio: Uint8Array }
  | { type: 'mark'; name: string }
  | { type: 'clear' };

/** One thing that a server did wrong. `code` is Twilio's error number: 31950 unreadable, 31931 buffer full. */
export interface Violation {
  kind:
    | 'binary_frame'
    | 'invalid_json'
    | 'invalid_message'
    | 'wrong_stream_sid'
    | 'invalid_payload'
    | 'buffer_overflow';
  code: 31950 | 31931;
  detail: string;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Checks one message of the server, as strictly as Twilio documents it. Never throws. */
export function readServerMessage(
  data: RawData,
  isBinary: boolean,
  streamSid: string,
): ServerMessage | Violation {
  if (isBinary) return violation('binary_frame', 'only text frames are allowed');
  let json: unknown;
  try {
    json = JSON.parse(data.toString());
  } catch (error) {
    return violation('invalid_json', String(error));
  }
  const parsed = serverMessage.safeParse(json);
  if (!parsed.success) return violation('invalid_message', z.prettifyError(parsed.error));
  const message = parsed.data;
  if (message.streamSid !== streamSid) return violation('wrong_stream_sid', message.streamSid.slice(0, 64));
  if (message.event === 'clear') return { type: 'clear' };
  if (message.event === 'mark') return { type: 'mark', name: message.mark.name };
  const { payload } = message.media;
  if (payload === '' || !BASE64.test(payload)) return violation('invalid_payload', payload.slice(0, 64));
  return { type: 'media', audio: Buffer.from(payload, 'base64') };
}

function violation(kind: Violation['kind'], detail: string): Violation {
  return { kind, code: 31950, detail: detail.slice(0, 200) };
}
