import { retireSocket } from '@ringback/shared/runtime/socket';
import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime';
import { WebSocket } from 'ws';

/** One Realtime session: a plain WebSocket, since the API has no resume and recovery is ours anyway. */
export interface ModelSocket {
  send(event: RealtimeClientEvent): void;
  close(): void;
}

/** An audio delta of a minute is far below this. */
const mostIncomingBytes = 4 * 1024 * 1024;
const mostBufferedBytes = 4 * 1024 * 1024;
const keepaliveMs = 15_000;

/**
 * Opens a model session. `onLost` comes once, when the socket could not be opened, closes, stops answering
 * pings or stops reading; never after `close`. Sending before it is open is an error of the caller: wait for
 * `session.created`.
 */
export function openModelSocket(options: {
  /** `ws:` or `wss:` address without query. */
  url: string;
  model: string;
  apiKey: string;
  onMessage: (text: string) => void;
  onLost: (reason: string) => void;
}): ModelSocket {
  const { url, model, apiKey, onMessage, onLost } = options;
  const address = new URL(url);
  address.searchParams.set('model', model);
  const socket = new WebSocket(address, {
    headers: { authorization: `Bearer ${apiKey}` },
    handshakeTimeout: 5_000,
    maxPayload: mostIncomingBytes,
    // Offered by default on clients, and compressing audio costs more than it saves.
    perMessageDeflate: false,
  });
  let over = false;
  let answered = true;

  function end(): void {
    over = true;
    clearInterval(keepalive);
    retireSocket(socket, 1000, 'session over');
  }
  function lose(reason: string): void {
    if (over) return;
    end();
    onLost(reason);
  }
  const keepalive = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return;
    if (!answered) lose('no answer to ping');
    else {
      answered = false;
      socket.ping();
    }
  }, keepaliveMs);

  socket.on('pong', () => {
    answered = true;
  });
  socket.on('message', (data, isBinary) => {
    answered = true;
    if (!isBinary) onMessage(data.toString());
  });
  socket.on('unexpected-response', (_request, response) =>
    lose(`refused with ${response.statusCode ?? 'no status'}`),
  );
  socket.on('error', () => lose('socket failed'));
  socket.on('close', (code) => lose(`closed ${code}`));

  return {
    send(event) {
      if (over || socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > mostBufferedBytes) lose('model does not read');
      else socket.send(JSON.stringify(event));
    },
    close() {
      if (!over) end();
    },
  };
}
