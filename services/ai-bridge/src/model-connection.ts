import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime';
import type { ModelSocket, OnModelLost } from './openai/model-socket.ts';

/** Opens one model session; what is told of it comes to the listener. */
export type OpenModel = (listener: { onMessage: (text: string) => void; onLost: OnModelLost }) => ModelSocket;

/** The model behind one call: one session at a time, replaced when it is lost. */
export interface ModelConnection {
  send(event: RealtimeClientEvent): void;
  /** Lets go of the present session and opens another one after so long. */
  reopen(afterMs: number): void;
  close(): void;
  readonly isWaiting: boolean;
}

/** Opens the first session at once. After `close` nothing is told any more. */
export function createModelConnection(options: {
  open: OpenModel;
  onMessage: (text: string) => void;
  onLost: OnModelLost;
}): ModelConnection {
  const { open, onMessage, onLost } = options;
  let waiting: NodeJS.Timeout | null = null;
  let closed = false;
  let socket: ModelSocket | null = open({ onMessage, onLost });

  return {
    get isWaiting() {
      return waiting !== null;
    },
    send(event) {
      socket?.send(event);
    },
    reopen(afterMs) {
      if (closed) return;
      socket?.close();
      socket = null;
      if (waiting !== null) clearTimeout(waiting);
      waiting = setTimeout(() => {
        waiting = null;
        socket = open({ onMessage, onLost });
      }, afterMs);
    },
    close() {
      closed = true;
      if (waiting !== null) clearTimeout(waiting);
      waiting = null;
      socket?.close();
      socket = null;
    },
  };
}
