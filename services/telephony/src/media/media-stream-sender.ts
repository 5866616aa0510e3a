import type { Duplex } from 'node:stream';
import { retireSocket } from '@ringback/shared/runtime/socket';
import type { WebSocket } from 'ws';
import type { MediaStreamSender } from '../domain/line-port.ts';
import { toAliveMessage, toClearMessage, toMarkMessage, toMediaMessage } from '../twilio/messages.ts';

/** Far above two seconds of audio. A peer that lets this much pile up is not listening. */
const mostBufferedBytes = 1024 * 1024;

/** The sending side of one call's media stream. `connection`: what the socket writes to. */
export function createMediaStreamSender(
  socket: WebSocket,
  connection: Duplex,
  { streamSid, cancelsEcho }: Pick<MediaStreamSender, 'streamSid' | 'cancelsEcho'>,
): MediaStreamSender {
  return {
    streamSid,
    cancelsEcho,
    send(sends) {
      if (socket.readyState !== socket.OPEN) return true;
      // Audio and its mark leave in one write.
      connection.cork();
      process.nextTick(() => connection.uncork());
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
