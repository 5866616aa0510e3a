import type { SessionId } from '../contract/ids.ts';
import {
  type ClientMessage,
  maxClientMessageBytes,
  type ServerMessage,
} from '../contract/viewer-protocol.ts';
import type { DebugLog } from './debug-log.ts';
import { type Command, type CommandResult, createPendingCommands } from './pending-commands.ts';
import { readReceived } from './received-message.ts';
import { afterClose, afterRefusal, type FinalClose, type Next, toBackoffMs } from './reconnect-policy.ts';
import { type Connection, createReturnPlan } from './return-plan.ts';
import { createSocketWatch } from './socket-watch.ts';
import { openTicketedSocket } from './ticketed-socket.ts';

/** Messages that change what the page knows. The others are the socket's own business. */
export type SessionMessage = Exclude<ServerMessage, { type: 'ack' | 'heartbeat' }>;

export interface LogsSocketOptions {
  sessionId: SessionId;
  /** Complete address of `/logs`. */
  socketUrl: string;
  /** A fresh single-use ticket for every attempt. May throw ApiError. */
  fetchTicket: () => Promise<string>;
  /** Up to which revision the log is known. Undefined asks for a snapshot. */
  revision: () => number | undefined;
  /** Receives a message. `gap`: something before it is missing. */
  receive: (message: SessionMessage) => 'taken' | 'gap';
  /** An event of a kind that this page does not know, by its revision. */
  receiveUnknown: (revision: number) => void;
  changed: (connection: Connection) => void;
  /** A live socket has been silent for longer than its heartbeats allow. The network may be dead, whatever TCP says. */
  silent?: () => void;
  log: DebugLog;
}

/** One session's `/logs` socket, which reconnects by itself. At most one socket is open at any time. */
export interface LogsSocket {
  readonly connection: Connection;
  /** Sent until acknowledged, across reconnections, for at most 30 s. */
  send(command: Command): Promise<CommandResult>;
  /** Whether a command is short enough for the socket. */
  fits(command: Command): boolean;
  /** The network is gone: an open socket counts as lost, whatever TCP says. */
  doubt(reason: string): void;
  /** Skips the wait between two attempts. */
  retryNow(reason: string): void;
  /** Closes for good. Twice is safe. */
  close(reason: string): void;
}

/** Connects at once. */
export function startLogsSocket(options: LogsSocketOptions): LogsSocket {
  const { sessionId, log } = options;
  let connection: Connection = { phase: 'idle' };
  const planned = createReturnPlan();
  let wasRefused = false;
  const watch = createSocketWatch({
    revision: () => options.revision() ?? 0,
    comeBack,
    silent: () => options.silent?.(),
  });

  const commands = createPendingCommands((command) => transmit(command));

  function transmit(message: ClientMessage): void {
    if (message.type === 'job.configuration') log('job configuration sent', { via: 'socket' });
    socket.send(JSON.stringify(message));
  }

  function become(next: Connection): void {
    connection = next;
    options.changed(next);
  }

  const isClosed = (): boolean => connection.phase === 'closed';

  function finish(reason: FinalClose, why: string): void {
    if (isClosed()) return;
    watch.stop();
    socket.close();
    commands.close();
    log('connection cleaned up', { reason: why });
    become({ phase: 'closed', reason });
    planned.close();
  }

  /** Reports what comes next; `prepare` does it. */
  function plan(next: Next, reason: string): void {
    watch.stop();
    commands.disconnected();
    if (next.type === 'final') {
      finish(next.reason, reason);
      return;
    }
    become(planned.next(next.afterMs, reason));
  }

  async function prepare(): Promise<string | null> {
    for (;;) {
      await planned.due();
      if (isClosed()) return null;
      log('connecting to the logs socket', { reason: planned.reason, attempt: planned.attempt });
      const again = planned.begins();
      if (again !== null) become(again);
      try {
        return await options.fetchTicket();
      } catch (error) {
        if (isClosed()) return null;
        plan(afterRefusal(error, planned.attempt), error instanceof Error ? error.message : 'no ticket');
      }
    }
  }

  /** Leaves a socket that does not behave, and reconnects. */
  function comeBack(reason: string): void {
    plan({ type: 'again', afterMs: toBackoffMs(planned.attempt + 1) }, reason);
    socket.replace();
  }

  function opened(ticket: string): void {
    watch.opened();
    const revision = options.revision();
    const known = revision === undefined ? {} : { revision };
    transmit({ type: 'hello', version: 1, sessionId, ticket, ...known });
  }

  function lost(code: number, reason: string): void {
    const next = afterClose({ code, reason, attempt: planned.attemptsBefore, wasRefused });
    wasRefused = code === 4401;
    plan(next, `close code ${code}`);
  }

  function received(data: unknown): void {
    if (connection.phase === 'live') watch.heard();
    const what = readReceived(data);
    if (what.type !== 'message') {
      if (what.type === 'unknown_event') options.receiveUnknown(what.revision);
      log('message was not understood', { type: what.type });
      return;
    }
    const { message } = what;
    if (message.type === 'ack') acknowledged(message);
    else if (message.type === 'heartbeat') watch.heartbeat(message.revision);
    else if (options.receive(message) === 'gap') comeBack('gap');
    else if (message.type === 'welcome') welcomed(message.mode);
  }

  function welcomed(mode: string): void {
    // A listener may have closed the socket.
    if (isClosed()) return;
    planned.live();
    wasRefused = false;
    log('logs socket live', { mode });
    become({ phase: 'live' });
    watch.heard();
    commands.connected();
  }

  function acknowledged(ack: Extract<ServerMessage, { type: 'ack' }>): void {
    log('command acknowledged', { operationId: ack.operationId, outcome: ack.outcome });
    commands.acknowledged(ack);
  }

  become({ phase: 'connecting' });
  const socket = openTicketedSocket({ url: options.socketUrl, prepare, opened, received, lost });
  return {
    get connection() {
      return connection;
    },
    send: (command) => (isClosed() ? Promise.resolve({ outcome: 'unanswered' }) : commands.add(command)),
    fits: (command) => new TextEncoder().encode(JSON.stringify(command)).length <= maxClientMessageBytes,
    doubt(reason) {
      if (connection.phase === 'live') comeBack(reason);
    },
    retryNow(reason) {
      if (connection.phase !== 'reconnecting' || connection.retryAt === null) return;
      planned.hurry(reason);
    },
    close: (reason) => finish('left', reason),
  };
}
