import ReconnectingWebSocket, { CloseEvent as MadeUpClose } from 'partysocket/ws';

export interface TicketedSocketOptions {
  url: string;
  /** Waits as long as necessary and returns a ticket; null: there will be no further socket. Never rejects. */
  prepare: () => Promise<string | null>;
  opened: (ticket: string) => void;
  received: (data: unknown) => void;
  /**
   * Closed by the other side, or gone without a close frame (1006). Another socket is prepared unless this is closed
   * now.
   */
  lost: (code: number, reason: string) => void;
}

/** A socket that reconnects by itself and needs a ticket each time. At most one is open. */
export interface TicketedSocket {
  /** Dropped while no socket is open. */
  send(text: string): void;
  /** Leaves the open socket and prepares another one. `lost` is not called for it. */
  replace(): void;
  /** Closes for good. Nothing is called any more. Twice is safe. */
  close(): void;
}

const openWithinMs = 8_000;
const abnormal = 1006;

/**
 * Built on partysocket, which owns the browser's sockets: one at a time, with the listeners removed before one is
 * left. `prepare` decides when to try again, because partysocket's own delays have no jitter.
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
    // After an error, and after its own time limit, partysocket makes up a close whose code says "normal".
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
