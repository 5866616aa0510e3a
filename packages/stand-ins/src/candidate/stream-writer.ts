import { WebSocket } from 'ws';
import { FRAME_BYTES, SILENCE } from './playback-buffer.ts';

const SILENT_PAYLOAD = Buffer.alloc(FRAME_BYTES, SILENCE).toString('base64');
/** Beyond this the server is not reading, and frames are dropped as a carrier would drop them. */
const SEND_LIMIT_BYTES = 1024 * 1024;

interface StreamIds {
  accountSid: string;
  callSid: string;
  streamSid: string;
}

/** Writes the messages of one media stream, numbered as Twilio numbers them. */
export interface StreamWriter {
  /** How many frames were sent, and how many were dropped because the server does not read. */
  readonly frames: Readonly<{ sent: number; dropped: number }>;
  /** `connected` and `start`. */
  begin(customParameters: Readonly<Record<string, string>>): void;
  /** Dropped while the socket is not open. */
  send(event: string, body: Record<string, unknown>): void;
  /** Sends one frame of the caller. `audio` null: silence. */
  sendFrame(audio: Uint8Array | null, atMs: number): void;
}

export function createStreamWriter(
  socket: WebSocket,
  { accountSid, callSid, streamSid }: StreamIds,
): StreamWriter {
  const frames = { sent: 0, dropped: 0 };
  let sequenceNumber = 0;
  let chunk = 0;

  function send(event: string, body: Record<string, unknown>): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    sequenceNumber += 1;
    socket.send(JSON.stringify({ event, sequenceNumber: String(sequenceNumber), ...body, streamSid }));
  }

  return {
    frames,
    send,
    begin(customParameters) {
      socket.send(JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }));
      const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 };
      const ids = { accountSid, streamSid, callSid };
      send('start', { start: { ...ids, tracks: ['inbound'], mediaFormat, customParameters } });
    },
    sendFrame(audio, atMs) {
      if (socket.bufferedAmount > SEND_LIMIT_BYTES) {
        frames.dropped += 1;
        return;
      }
      sequenceNumber += 1;
      chunk += 1;
      frames.sent += 1;
      const payload =
        audio === null
          ? SILENT_PAYLOAD
          : Buffer.from(audio.buffer, audio.byteOffset, audio.length).toString('base64');
      socket.send(
        `{"event":"media","sequenceNumber":"${sequenceNumber}","media":{"track":"inbound","chunk":"${chunk}",` +
          `"timestamp":"${atMs}","payload":"${payload}"},"streamSid":"${streamSid}"}`,
      );
    },
  };
}
