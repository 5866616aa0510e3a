import './jitless-schemas.ts';
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
import { openTicketedSocket } from './ticketed-socket.ts';

/** Where the socket stands. Times in ms since the epoch, of this browser; `retryAt` null: an attempt is under way. */
export type Connection =
  | { phase: 'idle' | 'connecting' | 'live' }
  | { phase: 'reconnecting'; attempt: number; sinceAt: number; retryAt: number | null }
  | { phase: 'closed'; reason: FinalClose };

/** Messages that change what the page knows; the others are the socket's own business. */
export type SessionMessage = Exclude<ServerMessage, { type: 'ack' | 'heartbeat' }>;

export interface LogsSocketOptions {
  sessionId: SessionId;
  /** Complete address of `/logs`. */
  socketUrl: string;
  /** A fresh single-use ticket for every attempt; may throw ApiError. */
  fetchTicket: () => Promise<string>;
  /** Up to where the log is known; undefined: a snapshot is wanted. */
  revision: () => number | undefined;
  /** Takes a message; `gap` when something before it is missing. */
  receive: (message: SessionMessage) => 'taken' | 'gap';
  /** An event of a kind this page does not know, by its revision. */
  receiveUnknown: (revision: number) => void;
  changed: (connection: Connection) => void;
  /** A live socket said nothing for longer than its heartbeats allow: the network may be dead, whatever TCP says. */
  silent?: () => void;
  log: DebugLog;
}

/** One session's `/logs` socket, which comes back by itself. At most one socket is open at any time. */
export interface LogsSocket {
  readonly connection: Connection;
  /** Sent until acknowledged, across reconnections, for at most 30 s. */
  send(command: Command): Promise<CommandResult>;
  /** Whether a command is short enough for the socket. */
  fits(command: Command): boolean;
  /** The network is gone: a socket that stands is taken for lost, whatever TCP says. */
  doubt(reason: string): void;
  /** Cuts a wait between two attempts short. */
  retryNow(reason: string): void;
  /** For good; twice is safe. */
  close(reason: string): void;
}

/** From the hello to the welcome. */
const welcomeWithinMs = 8_000;
/** Two heartbeats and some; then the socket is taken for dead, whatever TCP says. */
const silentAfterMs = 11_000;
/** A socket that lived shorter does not count as a success, or a fault at each welcome would be retried in a loop. */
const stableAfterMs = 5_000;

/** Connects at once. */
export function startLogsSocket(options: LogsSocketOptions): LogsSocket {
  const { sessionId, log } = options;
  let connection: Connection = { phase: 'idle' };
  /** Attempts since the socket was last live for long enough. */
  let attempt = 0;
  let planned = { at: 0, reason: 'start' };
  let liveAt: number | null = null;
  let lostAt: number | null = null;
  let wasRefused = false;
  let isBehind = false;
  let cutWaitShort = (): void => {};
  let watch: ReturnType<typeof setTimeout> | undefined;

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
    clearTimeout(watch);
    socket.close();
    commands.close();
    log('connection cleaned up', { reason: why });
    become({ phase: 'closed', reason });
    cutWaitShort();
  }

  /** Says what comes next; `prepare` does it. */
  function plan(next: Next, reason: string): void {
    clearTimeout(watch);
    commands.disconnected();
    if (next.type === 'final') {
      finish(next.reason, reason);
      return;
    }
    attempt = attemptsBefore() + 1;
    liveAt = null;
    lostAt ??= Date.now();
    planned = { at: Date.now() + next.afterMs, reason };
    become({ phase: 'reconnecting', attempt, sinceAt: lostAt, retryAt: planned.at });
  }

  function attemptsBefore(): number {
    return liveAt !== null && Date.now() - liveAt >= stableAfterMs ? 0 : attempt;
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, planned.at - Date.now()));
      cutWaitShort = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function prepare(): Promise<string | null> {
    for (;;) {
      if (planned.at > Date.now()) await pause();
      if (isClosed()) return null;
      log('connecting to the logs socket', { reason: planned.reason, attempt });
      if (lostAt !== null) become({ phase: 'reconnecting', attempt, sinceAt: lostAt, retryAt: null });
      try {
        return await options.fetchTicket();
      } catch (error) {
        if (isClosed()) return null;
        plan(afterRefusal(error, attempt), error instanceof Error ? error.message : 'no ticket');
      }
    }
  }

  /** Leaves a socket that does not do what it should. */
  function comeBack(reason: string): void {
    plan({ type: 'again', afterMs: toBackoffMs(attempt + 1) }, reason);
    socket.replace();
  }

  function comeBackAfter(withinMs: number, otherwise: string): void {
    clearTimeout(watch);
    watch = setTimeout(() => comeBack(otherwise), withinMs);
  }

  function watchSilence(): void {
    clearTimeout(watch);
    watch = setTimeout(() => {
      comeBack('silence');
      options.silent?.();
    }, silentAfterMs);
  }

  function opened(ticket: string): void {
    isBehind = false;
    comeBackAfter(welcomeWithinMs, 'no welcome');
    const revision = options.revision();
    const known = revision === undefined ? {} : { revision };
    transmit({ type: 'hello', version: 1, sessionId, ticket, ...known });
  }

  function lost(code: number, reason: string): void {
    const next = afterClose({ code, reason, attempt: attemptsBefore(), wasRefused });
    wasRefused = code === 4401;
    plan(next, `close code ${code}`);
  }

  function received(data: unknown): void {
    if (connection.phase === 'live') watchSilence();
    const what = readReceived(data);
    if (what.type !== 'message') {
      if (what.type === 'unknown_event') options.receiveUnknown(what.revision);
      log('message not understood', { type: what.type });
      return;
    }
    const { message } = what;
    if (message.type === 'ack') acknowledged(message);
    else if (message.type === 'heartbeat') heartbeat(message.revision);
    else if (options.receive(message) === 'gap') comeBack('gap');
    else if (message.type === 'welcome') welcomed(message.mode);
  }

  function welcomed(mode: string): void {
    // What it was told may have ended it.
    if (isClosed()) return;
    liveAt = Date.now();
    lostAt = null;
    wasRefused = false;
    log('logs socket live', { mode });
    become({ phase: 'live' });
    watchSilence();
    commands.connected();
  }

  function acknowledged(ack: Extract<ServerMessage, { type: 'ack' }>): void {
    log('command acknowledged', { operationId: ack.operationId, outcome: ack.outcome });
    commands.acknowledged(ack);
  }

  /** One heartbeat may overtake words that are flushed together; a second one that is ahead means a loss. */
  function heartbeat(revision: number): void {
    const wasBehind = isBehind;
    isBehind = revision > (options.revision() ?? 0);
    if (isBehind && wasBehind) comeBack('behind the heartbeat');
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
      planned = { at: 0, reason };
      cutWaitShort();
    },
    close: (reason) => finish('left', reason),
  };
}
