import { retireSocket } from '@ringback/shared/runtime/socket';
import type { WebSocket } from 'ws';
import type { PlaybackSend } from '../domain/playback.ts';
import { toAliveMessage, toClearMessage, toMarkMessage, toMediaMessage } from '../twilio/messages.ts';

/** Far above two seconds of audio. A peer that lets this much pile up is not listening. */
const mostBufferedBytes = 1024 * 1024;

/** The sending side of one call's media stream. */
export interface MediaLine {
  readonly streamSid: string;
  /** The other end removes the interviewer's voice from what it sends. */
  readonly cancelsEcho: boolean;
  /** False when the peer has stopped reading. */
  send(sends: readonly PlaybackSend[]): boolean;
  clear(): void;
  /** Says that this end is alive. */
  sayAlive(): void;
  /** Lets go of the socket. Nothing is heard from it afterwards. */
  retire(code: number, reason: string): void;
}

export function createMediaLine(
  socket: WebSocket,
  { streamSid, cancelsEcho }: Pick<MediaLine, 'streamSid' | 'cancelsEcho'>,
): MediaLine {
  return {
    streamSid,
    cancelsEcho,
    send(sends) {
      if (socket.readyState !== socket.OPEN) return true;
      for (const send of sends) {
        socket.send(
          send.type === 'media'
            ? toMediaMessage(streamSid, send.payload)
            : toMarkMessage(streamSid, send.name),
        );
      }
      return socket.bufferedAmount <= mostBufferedBytes;
    },
    clear() {
      if (socket.readyState === socket.OPEN) socket.send(toClearMessage(streamSid));
    },
    sayAlive() {
      if (socket.readyState === socket.OPEN) socket.send(toAliveMessage(streamSid));
    },
    retire(code, reason) {
      retireSocket(socket, code, reason);
    },
  };
}
