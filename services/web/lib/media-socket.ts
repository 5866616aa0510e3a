import type { FromCaller, ToCaller } from '@ringback/shared/contract/media-stream';
import {
  createStreamWriter,
  newStreamSid,
  parseToCaller,
  type StreamWriter,
} from './media-stream-messages.ts';

export interface MediaSocketOptions {
  /** Telephony's `/browser/media`. */
  mediaUrl: string;
  token: string;
  /** Whether the browser removes the interviewer from what the microphone captures. */
  cancelsEcho: () => boolean;
  opening: (streamSid: string) => void;
  /** Its stream has begun. */
  started: (streamSid: string) => void;
  /** Null: not understood. */
  received: (message: ToCaller | null, streamSid: string) => void;
  closed: (code: number) => void;
  /** The socket has not opened in time. */
  silent: () => void;
}

export type Write = (writer: StreamWriter) => FromCaller[];

/** One socket with its media stream. */
export interface MediaSocket {
  readonly streamSid: string;
  /** In epoch ms of this browser. Null before the stream has begun. */
  readonly startedAt: number | null;
  /** Sends messages. Before the stream has begun they are dropped. */
  say(write: Write): void;
  /** As `say`, unless the socket accepts nothing at the moment. `clogged`: it has accepted nothing for long. */
  sayInTime(write: Write): 'well' | 'clogged';
  /** Calls no listener any more. */
  retire(): void;
}

const openWithinMs = 5_000;
/** About 4 s of frames. A socket that does not accept them is clogged, and dead if it stays so. */
const sendLimitBytes = 64 * 1024;
const cloggedForMs = 4_000;

/** Opens at once. */
export function openMediaSocket(options: MediaSocketOptions): MediaSocket {
  const streamSid = newStreamSid();
  const socket = new WebSocket(options.mediaUrl);
  const writer = createStreamWriter(streamSid);
  const timer = setTimeout(options.silent, openWithinMs);
  let startedAt: number | null = null;
  let cloggedSince: number | null = null;

  function transmit(message: FromCaller): void {
    // Between the other side's close and its event, a socket accepts nothing more.
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  function say(write: Write): void {
    if (startedAt !== null) for (const message of write(writer)) transmit(message);
  }

  socket.onopen = () => {
    clearTimeout(timer);
    options.opening(streamSid);
    startedAt = Date.now();
    say(() => [
      writer.connected(),
      writer.start({ token: options.token, cancelsEcho: options.cancelsEcho() }),
    ]);
    options.started(streamSid);
  };
  socket.onmessage = ({ data }) => options.received(parseToCaller(data, streamSid), streamSid);
  socket.onclose = ({ code }) => options.closed(code);

  return {
    streamSid,
    get startedAt() {
      return startedAt;
    },
    say,
    sayInTime(write) {
      if (socket.bufferedAmount <= sendLimitBytes) {
        cloggedSince = null;
        say(write);
        return 'well';
      }
      cloggedSince ??= Date.now();
      return Date.now() - cloggedSince >= cloggedForMs ? 'clogged' : 'well';
    },
    retire() {
      clearTimeout(timer);
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(1000);
    },
  };
}
