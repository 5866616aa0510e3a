import { retireSocket } from '@ringback/shared/runtime/socket';
import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime';
import { WebSocket } from 'ws';
import type { ModelTrouble } from '../domain/model-trouble.ts';
import { readTrouble, toLogged } from './provider-errors.ts';
import { readRefusal } from './refusal.ts';

/** One Realtime session: a plain WebSocket, since the API has no resume and recovery is ours anyway. */
export interface ModelSocket {
  send(event: RealtimeClientEvent): void;
  close(): void;
}

/** `trouble`: what the provider said when it refused or closed; without it the connection was lost. */
export type OnModelLost = (reason: string, trouble?: ModelTrouble) => void;

/** An audio delta of a minute is far below this. */
const mostIncomingBytes = 4 * 1024 * 1024;
const mostBufferedBytes = 4 * 1024 * 1024;
const tickMs = 1_000;
/** Silence after which the session is asked for a sign of life, and after which it counts as lost. */
const probeAfterTicks = 3;
const lostAfterTicks = 5;

/**
 * Opens a model session. `onLost` comes once, when the socket could not be opened, closes, stops answering
 * or stops reading; never after `close`. Sending before it is open is an error of the caller: wait for
 * `session.created`.
 */
export function openModelSocket(options: {
  /** `ws:` or `wss:` address without query. */
  url: string;
  model: string;
  apiKey: string;
  onMessage: (text: string) => void;
  onLost: OnModelLost;
}): ModelSocket {
  const { url, model, apiKey, onMessage, onLost } = options;
  const address = new URL(url);
  address.searchParams.set('model', model);
  const socket = new WebSocket(address, {
    headers: { authorization: `Bearer ${apiKey}` },
    handshakeTimeout: 3_000,
    maxPayload: mostIncomingBytes,
    // Offered by default on clients, and compressing audio costs more than it saves.
    perMessageDeflate: false,
  });
  let over = false;
  let isOpen = false;
  let silentTicks = 0;

  function end(): void {
    over = true;
    clearInterval(keepalive);
    retireSocket(socket, 1000, 'session over');
  }
  function lose(reason: string, trouble?: ModelTrouble): void {
    if (over) return;
    end();
    if (trouble === undefined) onLost(reason);
    else onLost(reason, trouble);
  }
  // A ping is answered by the holder of the socket; only an event shows that the session itself is alive.
  const keepalive = setInterval(() => {
    if (!isOpen) return;
    silentTicks += 1;
    if (silentTicks >= lostAfterTicks) lose('no answer');
    else if (silentTicks === probeAfterTicks) send({ type: 'session.update', session: { type: 'realtime' } });
  }, tickMs);

  function send(event: RealtimeClientEvent): void {
    if (over || socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > mostBufferedBytes) lose('model does not read');
    else socket.send(JSON.stringify(event));
  }

  socket.on('message', (data, isBinary) => {
    isOpen = true;
    silentTicks = 0;
    if (!isBinary) onMessage(data.toString());
  });
  socket.on('unexpected-response', (_request, response) => {
    void readRefusal(response).then(({ reason, trouble }) => lose(reason, trouble));
  });
  socket.on('error', () => lose('socket failed'));
  socket.on('close', (code, reason) => {
    const said = reason.toString();
    const trouble = readTrouble({ closeCode: code, message: said });
    const isTold = trouble.code !== 'other';
    lose(toLogged(`closed ${code} ${said}`.trim()), isTold ? trouble : undefined);
  });

  return {
    send,
    close() {
      if (!over) end();
    },
  };
}
