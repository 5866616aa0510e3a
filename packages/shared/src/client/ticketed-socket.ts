import ReconnectingWebSocket, { CloseEvent as MadeUpClose } from 'partysocket/ws';

export interface TicketedSocketOptions {
  url: string;
  /** Waits as long as it must and gets a ticket; null: there will be no further socket. Never rejects. */
  prepare: () => Promise<string | null>;
  opened: (ticket: string) => void;
  received: (data: unknown) => void;
  /** Gone, by the other side or without a word (1006). Another one is prepared unless it is closed now. */
  lost: (code: number, reason: string) => void;
}

/** A socket that comes back by itself; each one needs a ticket first. At most one is open. */
export interface TicketedSocket {
  /** Dropped while no socket is open. */
  send(text: string): void;
  /** Leaves the socket that is open and prepares another one; `lost` is not called for it. */
  replace(): void;
  /** For good; nothing is called any more. Twice is safe. */
  close(): void;
}

const openWithinMs = 8_000;
const abnormal = 1006;

/**
 * On partysocket, which owns the browser's sockets: one at a time, listeners taken off before one is left. When to
 * try again is decided by `prepare`, since partysocket's own delays have no jitter.
 */
export function openTicketedSocket(options: TicketedSocketOptions): TicketedSocket {
  let ticket: string | null = null;
  let isReplacing = false;
  const socket = new ReconnectingWebSocket(
    async () => {
      ticket = await options.prepare();
      return options.url;
    },
    null,
    {
      minReconnectionDelay: 0,
      maxReconnectionDelay: 0,
      connectionTimeout: openWithinMs,
      maxEnqueuedMessages: 0,
    },
  );
  socket.onopen = () => {
    if (ticket !== null) options.opened(ticket);
  };
  socket.onmessage = ({ data }: MessageEvent) => options.received(data);
  socket.onclose = (event: { code: number; reason: string }) => {
    if (isReplacing) return;
    // After an error and after its own time limit partysocket makes up a close, with a code that says "normal".
    if (event instanceof MadeUpClose) options.lost(abnormal, '');
    else options.lost(event.code, event.reason);
  };

  return {
    send(text) {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    replace() {
      isReplacing = true;
      socket.reconnect();
      isReplacing = false;
    },
    close() {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
}
