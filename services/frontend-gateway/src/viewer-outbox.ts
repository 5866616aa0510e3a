import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { judgePressure } from './domain/pressure.ts';

/** What one browser is sent, as far as it reads. Frames are JSON texts, encoded once for all viewers. */
export interface ViewerOutbox {
  /** Nothing is queued for a browser that is behind: it gets the whole view once it has read. */
  send(frames: readonly Buffer[]): void;
  /** Looks again at a browser that is behind; call it a few times a second. */
  check(): void;
}

export function createViewerOutbox(parts: {
  socket: Pick<WebSocket, 'readyState' | 'OPEN' | 'bufferedAmount' | 'send'>;
  /** The connection under the socket: frames that are sent together become one write. */
  connection: Pick<Duplex, 'cork' | 'uncork'>;
  /** The browser has caught up and needs the whole view. */
  onDrained: () => void;
  /** The browser does not read: it is to be cut. */
  onHopeless: () => void;
  now?: () => number;
}): ViewerOutbox {
  const { socket, connection, onDrained, onHopeless, now = performance.now.bind(performance) } = parts;
  let behindSince: number | null = null;
  /** One write that is large by itself, such as a long view, is no sign of a browser that does not read. */
  let largestWrite = 0;

  /** True when frames may be sent now. */
  function judge(): boolean {
    if (socket.readyState !== socket.OPEN) return false;
    switch (judgePressure({ unsentBytes: socket.bufferedAmount, largestWrite, behindSince, now: now() })) {
      case 'send':
        return true;
      case 'hold':
        behindSince ??= now();
        return false;
      case 'catch_up':
        behindSince = null;
        onDrained();
        return false;
      case 'terminate':
        onHopeless();
        return false;
    }
  }

  return {
    send(frames) {
      if (!judge()) return;
      const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
      largestWrite = Math.max(largestWrite, bytes);
      connection.cork();
      for (const frame of frames) socket.send(frame, { binary: false });
      connection.uncork();
    },
    check() {
      if (behindSince !== null) judge();
    },
  };
}
