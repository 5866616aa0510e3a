import type { WebSocket } from 'ws';
import { linkFrameTypes, linkHeartbeatMs, linkMissedHeartbeats } from '../contract/media-link.ts';
import { createFramePacker, decodeFrames, type LinkFrame } from './link-frames.ts';
import { retireSocket } from './socket.ts';

/** Above this much unsent audio the peer has stopped reading: the link is given up. */
const mostBufferedBytes = 8 * 1024 * 1024;

/** A heartbeat that is so late makes a peer suspect, long before it counts as lost. */
const quietMs = 1_300;

/** One end of a media link: frames in, frames out, a heartbeat both ways. */
export interface LinkSocket {
  sendControl(channel: number, message: object): void;
  sendAudio(channel: number, type: number, timestampMs: number, payload: string): void;
  close(code: number, reason: string): void;
  readonly open: boolean;
}

/**
 * Speaks the link's framing on a connected socket. `onLost` comes once: when the socket closes, the peer
 * misses three heartbeats, sends what is no frame, or stops reading. It does not come after `close`. `onQuiet`
 * comes when the first heartbeat is late, and again after each later silence.
 */
export function startLinkSocket(
  socket: WebSocket,
  listener: { onFrame: (frame: LinkFrame) => void; onLost: (reason: string) => void; onQuiet?: () => void },
): LinkSocket {
  let over = false;
  let missed = 0;
  const packer = createFramePacker((message) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > mostBufferedBytes) lose('peer does not read');
    else socket.send(message);
  });

  function end(code: number, reason: string): void {
    over = true;
    clearInterval(heartbeat);
    clearTimeout(quiet);
    packer.close();
    retireSocket(socket, code, reason);
  }
  function lose(reason: string): void {
    if (over) return;
    end(1000, reason);
    listener.onLost(reason);
  }

  const heartbeat = setInterval(() => {
    missed += 1;
    // One's own socket is drained first: a message that waits in the kernel is no missed heartbeat.
    if (missed > linkMissedHeartbeats)
      setImmediate(() => missed > linkMissedHeartbeats && lose('heartbeats missed'));
    packer.push({
      type: linkFrameTypes.control,
      channel: 0,
      timestampMs: 0,
      payload: '{"type":"heartbeat"}',
    });
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
    const frames = isBinary && Buffer.isBuffer(data) ? decodeFrames(data) : null;
    if (frames === null) lose('malformed frame');
    else {
      for (const frame of frames) {
        if (over) return;
        if (frame.channel !== 0) listener.onFrame(frame);
      }
    }
  });
  socket.on('close', () => lose('socket closed'));
  socket.on('error', () => lose('socket failed'));

  return {
    get open() {
      return !over;
    },
    sendControl(channel, message) {
      if (over) return;
      packer.push({
        type: linkFrameTypes.control,
        channel,
        timestampMs: 0,
        payload: JSON.stringify(message),
      });
    },
    sendAudio(channel, type, timestampMs, payload) {
      if (!over) packer.push({ type, channel, timestampMs, payload });
    },
    close(code, reason) {
      if (!over) end(code, reason);
    },
  };
}
