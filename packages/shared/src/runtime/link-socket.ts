import type { WebSocket } from 'ws';
import {
  type LinkFrameType,
  linkFrameTypes,
  linkHeartbeatMs,
  linkMissedHeartbeats,
  mostAudioPayloadBytes,
} from '../contract/media-link.ts';
import { decodeFrames, type LinkFrame } from './link-frames.ts';
import { createLinkOutbox } from './link-outbox.ts';
import { retireSocket } from './socket.ts';

/** A peer that has read nothing for this many heartbeats, with frames waiting for it, has stopped reading. */
const mostStuckHeartbeats = 5;

/** After a delay this long a peer is suspect, long before it counts as lost. */
const quietMs = 1_300;

/** One end of a media link: frames in, frames out, a heartbeat both ways. */
export interface LinkSocket {
  sendControl(channel: number, message: object): void;
  sendAudio(channel: number, type: LinkFrameType, timestampMs: number, payload: string): void;
  close(code: number, reason: string): void;
  readonly isOpen: boolean;
}

export interface LinkListener {
  /** For how long callers' audio may wait to leave together with that of other calls, in ms. Default 0: for one turn. */
  packMs?: number;
  onFrame: (frame: LinkFrame) => void;
  /**
   * Called once: the socket has closed, or the peer misses heartbeats, sends what is no frame, or stops reading. Not
   * called after `close`.
   */
  onLost: (reason: string) => void;
  /** The first heartbeat is late. Called again after each later silence. */
  onQuiet?: () => void;
  /** A call has sent more control messages than may wait. What waited for it is dropped, and it cannot go on. */
  onOverflow: (channel: number) => void;
  /** Pieces of audio that a call has lost because the link did not accept them. */
  onDropped: (frames: number) => void;
  /** Frames that were skipped: from a newer release, or too large. */
  onSkipped: (frames: number) => void;
}

/** Speaks the link's framing on a connected socket. */
export function startLinkSocket(socket: WebSocket, listener: LinkListener): LinkSocket {
  let over = false;
  let missed = 0;
  let stuck = 0;
  const outbox = createLinkOutbox({
    write(message) {
      if (socket.readyState === socket.OPEN) socket.send(message, onWritten);
    },
    unsentBytes: () => socket.bufferedAmount,
    packMs: listener.packMs ?? 0,
    onDropped: listener.onDropped,
    onOverflow: listener.onOverflow,
  });

  function onWritten(): void {
    stuck = 0;
    outbox.onWritten();
  }

  function end(code: number, reason: string): void {
    over = true;
    clearInterval(heartbeat);
    clearTimeout(quiet);
    outbox.close();
    retireSocket(socket, code, reason);
  }
  function lose(reason: string): void {
    if (over) return;
    end(1000, reason);
    listener.onLost(reason);
  }

  function push(channel: number, message: object): void {
    outbox.push({
      type: linkFrameTypes.control,
      channel,
      timestampMs: 0,
      payload: JSON.stringify(message),
    });
  }

  const heartbeat = setInterval(() => {
    missed += 1;
    stuck = outbox.isWaiting ? stuck + 1 : 0;
    if (stuck > mostStuckHeartbeats) return lose('peer does not read');
    // Our own socket is drained first: a message that waits in the kernel is no missed heartbeat.
    if (missed > linkMissedHeartbeats)
      setImmediate(() => missed > linkMissedHeartbeats && lose('heartbeats missed'));
    push(0, { type: 'heartbeat' });
  }, linkHeartbeatMs);

  let received = 0;
  const quiet = setTimeout(() => {
    const known = received;
    setImmediate(() => !over && received === known && listener.onQuiet?.());
  }, quietMs);

  socket.on('message', (data, isBinary) => {
    missed = 0;
    received += 1;
    quiet.refresh();
    const message = isBinary && Buffer.isBuffer(data) ? decodeFrames(data) : null;
    if (message === null) return lose('malformed frame');
    if (message.skipped > 0) listener.onSkipped(message.skipped);
    for (const frame of message.frames) {
      if (over) return;
      if (frame.channel !== 0) listener.onFrame(frame);
    }
  });
  socket.on('close', () => lose('socket closed'));
  socket.on('error', () => lose('socket failed'));

  return {
    get isOpen() {
      return !over;
    },
    sendControl(channel, message) {
      if (!over) push(channel, message);
    },
    sendAudio(channel, type, timestampMs, payload) {
      // The limit is a multiple of four, so that each piece is whole base64.
      for (let start = 0; start < payload.length && !over; start += mostAudioPayloadBytes) {
        const piece =
          payload.length <= mostAudioPayloadBytes
            ? payload
            : payload.slice(start, start + mostAudioPayloadBytes);
        outbox.push({ type, channel, timestampMs, payload: piece });
      }
    },
    close(code, reason) {
      if (!over) end(code, reason);
    },
  };
}
