import { once } from 'node:events';
import { WebSocket } from 'ws';
import { pageOrigin } from './stack.ts';

/** A socket that says only what a test makes it say. */
export interface RawSocket {
  readonly messages: readonly string[];
  readonly closed: Promise<{ code: number; reason: string }>;
  send(message: object | string): void;
  /** Goes away as a closed browser does: with a close frame, or without one. */
  close(): void;
  terminate(): void;
}

/** The status of a refused upgrade, or an open socket. `origin` null: none is sent. */
export async function openRawSocket(
  url: string,
  origin: string | null = pageOrigin,
  cookie?: string,
): Promise<RawSocket | { refusedWith: number }> {
  const headers = { ...(origin === null ? {} : { origin }), ...(cookie ? { cookie } : {}) };
  const socket = new WebSocket(url, { headers });
  const messages: string[] = [];
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  socket.on('message', (data) => messages.push(data.toString()));
  const refused = new Promise<{ refusedWith: number }>((resolve) => {
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      socket.terminate();
      resolve({ refusedWith: response.statusCode ?? 0 });
    });
  });
  const outcome = await Promise.race([once(socket, 'open'), refused]);
  // A socket that is cut later tells so by its close.
  socket.on('error', () => {});
  if ('refusedWith' in outcome) return outcome;
  return {
    messages,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    close: () => socket.close(1000),
    terminate: () => socket.terminate(),
  };
}

/** As `openRawSocket`, when a refusal is not expected. */
export async function openedRawSocket(url: string, cookie?: string): Promise<RawSocket> {
  const opened = await openRawSocket(url, pageOrigin, cookie);
  if ('refusedWith' in opened) throw new Error(`refused with ${opened.refusedWith}`);
  return opened;
}
