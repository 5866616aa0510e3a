import { randomUUID } from 'node:crypto';
import type { StoredEvent } from '@ringback/shared/contract/stored-events';
import {
  type AckMessage,
  type ServerMessage,
  serverMessageSchema,
} from '@ringback/shared/contract/viewer-protocol';
import { WebSocket } from 'ws';
import { eventually } from './eventually.ts';
import { pageOrigin } from './stack.ts';

/** A `/logs` socket that keeps everything it is told. */
export interface Viewer {
  readonly messages: readonly ServerMessage[];
  readonly events: readonly StoredEvent[];
  readonly revisions: readonly number[];
  readonly statuses: readonly string[];
  /** Resolves when the gateway has said its first word, or closed the socket. */
  readonly answered: Promise<unknown>;
  readonly closed: Promise<{ code: number; reason: string }>;
  waitFor<T extends StoredEvent['type']>(
    type: T,
    withinMs?: number,
  ): Promise<Extract<StoredEvent, { type: T }>>;
  waitForStatus(status: string, withinMs?: number): Promise<void>;
  /** Sends a command and waits for its acknowledgement. */
  command(
    command:
      | { type: 'call.end' }
      | { type: 'job.configuration'; jobConfiguration: unknown }
      | { type: 'steer'; kind: string },
    operationId?: string,
  ): Promise<AckMessage>;
  send(text: string): void;
  close(): void;
}

/** Connects and says hello. Resolves once the socket is open, whatever the gateway then answers. */
export async function openViewer(options: {
  url: string;
  sessionId: string;
  ticket: string;
  revision?: number;
  origin?: string;
  /** Tickets are valid in the browser that asked for them. */
  cookie?: string;
}): Promise<Viewer> {
  const { origin = pageOrigin, cookie } = options;
  const socket = new WebSocket(options.url, { headers: { origin, ...(cookie ? { cookie } : {}) } });
  const messages: ServerMessage[] = [];
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  const welcomed = new Promise<void>((resolve) => socket.once('message', () => resolve()));
  socket.on('message', (data) => messages.push(serverMessageSchema.parse(JSON.parse(data.toString()))));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  const { sessionId, ticket, revision } = options;
  socket.send(
    JSON.stringify({
      type: 'hello',
      version: 1,
      sessionId,
      ticket,
      ...(revision === undefined ? {} : { revision }),
    }),
  );
  const eventMessages = () => messages.filter((message) => message.type === 'event');
  const told = () =>
    eventMessages()
      .map(({ event }) => event.type)
      .join(', ') || 'nothing at all';

  return {
    messages,
    answered: Promise.race([welcomed, closed]),
    closed,
    get events() {
      return eventMessages().map(({ event }) => event);
    },
    get revisions() {
      return eventMessages().map(({ revision: number }) => number);
    },
    get statuses() {
      return messages.flatMap((message) => (message.type === 'call.status_changed' ? [message.status] : []));
    },
    async waitFor(type, withinMs = 10_000) {
      return eventually(() => {
        const found = eventMessages().find(({ event }) => event.type === type)?.event;
        if (found === undefined) throw new Error(`no ${type} within ${withinMs} ms, but ${told()}`);
        return found as never;
      }, withinMs);
    },
    async waitForStatus(status, withinMs = 10_000) {
      await eventually(
        () => messages.some((message) => message.type === 'call.status_changed' && message.status === status),
        withinMs,
      );
    },
    async command(command, operationId = randomUUID()) {
      socket.send(JSON.stringify({ ...command, operationId }));
      return eventually(() => {
        const ack = messages.find((message) => message.type === 'ack' && message.operationId === operationId);
        if (ack?.type !== 'ack') throw new Error(`no acknowledgement of ${command.type}`);
        return ack;
      });
    },
    send: (text) => socket.send(text),
    close: () => socket.close(),
  };
}
