/** A small telephone application behind a public address, as strict about signatures as ours. For tests only. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import twilio from 'twilio';
import { type WebSocket, WebSocketServer } from 'ws';

export const accountSid = 'AC00000000000000000000000000000001';
export const authToken = '0123456789abcdef0123456789abcdef';
export const publicOrigin = 'https://voice.example.test';

export interface Heard {
  path: string;
  form: Record<string, string>;
  isSigned: boolean;
  idempotencyToken: string | undefined;
}

export interface MediaMessage {
  event: string;
  streamSid?: string;
  [key: string]: unknown;
}

/** One media socket as the application sees it. */
export interface MediaSocket {
  socket: WebSocket;
  path: string;
  messages: MediaMessage[];
  closeCode: Promise<number>;
  /** Waits for the first message that satisfies `is`. */
  until(is: (message: MediaMessage) => boolean): Promise<MediaMessage>;
  tell(message: Record<string, unknown>): void;
}

export interface ApplicationForTests {
  origin: string;
  /** Every request and upgrade, in order of arrival. */
  heard: Heard[];
  /** TwiML by path, or a number to answer with that status. */
  documents: Record<string, string | number>;
  /** The next media socket. */
  nextMedia(): Promise<MediaSocket>;
  close(): Promise<void>;
}

export async function startApplicationForTests(): Promise<ApplicationForTests> {
  const heard: Heard[] = [];
  const documents: Record<string, string | number> = {};
  const app = express();
  app.use(express.urlencoded({ extended: false }), (request, response) => {
    const form = { ...(request.body as Record<string, string> | undefined) };
    heard.push({
      path: request.originalUrl,
      form,
      isSigned: isSigned(request.headers['x-twilio-signature'], publicOrigin + request.originalUrl, form),
      idempotencyToken: request.header('i-twilio-idempotency-token'),
    });
    const document = documents[request.path] ?? 204;
    if (typeof document === 'number') response.sendStatus(document);
    else response.type('text/xml').send(document);
  });

  const server = createServer(app);
  const sockets = new WebSocketServer({ noServer: true });
  const opened: MediaSocket[] = [];
  const waiting: ((media: MediaSocket) => void)[] = [];
  server.on('upgrade', (request, duplex, head) => {
    const path = request.url ?? '';
    const signed = isSigned(
      request.headers['x-twilio-signature'],
      publicOrigin.replace('https', 'wss') + path,
      {},
    );
    heard.push({ path, form: {}, isSigned: signed, idempotencyToken: undefined });
    if (!signed || documents[path] === 403) {
      duplex.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, duplex, head, (socket) => {
      const media = toMediaSocket(socket, path);
      const wait = waiting.shift();
      if (wait) wait(media);
      else opened.push(media);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    documents,
    nextMedia() {
      const media = opened.shift();
      return media ? Promise.resolve(media) : new Promise((resolve) => waiting.push(resolve));
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

function isSigned(signature: unknown, url: string, form: Record<string, string>): boolean {
  return typeof signature === 'string' && twilio.validateRequest(authToken, signature, url, form);
}

function toMediaSocket(socket: WebSocket, path: string): MediaSocket {
  const messages: MediaMessage[] = [];
  const closing = Promise.withResolvers<number>();
  socket.on('message', (data) => messages.push(JSON.parse(data.toString())));
  socket.on('close', (code) => closing.resolve(code));
  return {
    socket,
    path,
    messages,
    closeCode: closing.promise,
    async until(is) {
      for (let read = 0; ; ) {
        const found = messages.slice(read).find(is);
        if (found) return found;
        read = messages.length;
        await Promise.race([once(socket, 'message'), closing.promise]);
        if (read === messages.length) throw new Error('the stream closed before that message');
      }
    },
    tell: (message) =>
      socket.send(
        JSON.stringify({
          streamSid: messages.find(({ event }) => event === 'start')?.streamSid,
          ...message,
        }),
      ),
  };
}
