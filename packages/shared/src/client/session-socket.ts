import './jitless-schemas.ts';
import { z } from 'zod';
import type { SessionId } from '../contract/ids.ts';
import {
  type ClientMessage,
  maxClientMessageBytes,
  type ServerMessage,
  serverMessageSchema,
} from '../contract/viewer-protocol.ts';
import type { DebugLog } from './debug-log.ts';
import { ApiError } from './gateway-call.ts';
import { type Command, type CommandResult, createPendingCommands } from './pending-commands.ts';
import { afterClose, type FinalClose, toBackoffMs } from './reconnect-policy.ts';

/** Where the socket stands. Times in ms since the epoch, of this browser; `retryAt` null: an attempt is under way. */
export type Connection =
  | { phase: 'idle' | 'connecting' | 'live' }
  | { phase: 'reconnecting'; attempt: number; sinceAt: number; retryAt: number | null }
  | { phase: 'closed'; reason: FinalClose };

/** Messages that change what the page knows; the others are the socket's own business. */
export type SessionMessage = Exclude<ServerMessage, { type: 'ack' | 'heartbeat' }>;

export interface SessionSocketOptions {
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
  log: DebugLog;
}

/** One session's `/logs` socket, which comes back by itself. At most one socket is open at any time. */
export interface SessionSocket {
  readonly connection: Connection;
  /** Sent until acknowledged, across reconnections, for at most 30 s. */
  send(command: Command): Promise<CommandResult>;
  /** Whether a command is short enough for the socket. */
  fits(command: Command): boolean;
  /** Cuts a wait between two attempts short. */
  retryNow(reason: string): void;
  /** For good; twice is safe. */
  close(reason: string): void;
}

const limitedSchema = z.object({ retryAfterMs: z.number().nonnegative() });
/** From the ticket to the welcome. */
const welcomeWithinMs = 8_000;
/** Two heartbeats and some; then the socket is taken for dead, whatever TCP says. */
const silentAfterMs = 11_000;
/** A socket that lived shorter does not count as a success, or a fault at each welcome would be retried in a loop. */
const stableAfterMs = 5_000;

/** How long a refusal asks to wait, in ms. */
function waitOf(error: unknown): number {
  const asked = limitedSchema.safeParse(error instanceof ApiError ? error.details : null);
  return asked.success ? Math.min(asked.data.retryAfterMs, 60_000) : 0;
}

const unknownEvent = (data: unknown): number | null =>
  typeof data === 'object' &&
  data !== null &&
  'type' in data &&
  data.type === 'event' &&
  'revision' in data &&
  typeof data.revision === 'number'
    ? data.revision
    : null;

function readJson(text: unknown): unknown {
  if (typeof text !== 'string') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Connects at once. */
export function startSessionSocket(options: SessionSocketOptions): SessionSocket {
  const { sessionId, log } = options;
  let connection: Connection = { phase: 'idle' };
  let socket: WebSocket | undefined;
  /** Raised with every attempt and close: whatever an earlier one still brings is refused. */
  let generation = 0;
  let attempt = 0;
  let liveAt: number | null = null;
  let lostAt: number | null = null;
  let wasRefused = false;
  let isBehind = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let watch: ReturnType<typeof setTimeout> | undefined;

  const commands = createPendingCommands((command) => transmit(command));

  function transmit(message: ClientMessage): void {
    if (message.type === 'job.configuration') log('job configuration sent', { via: 'socket' });
    socket?.send(JSON.stringify(message));
  }

  function become(next: Connection): void {
    connection = next;
    options.changed(next);
  }

  function retire(): void {
    generation += 1;
    clearTimeout(retry);
    clearTimeout(watch);
    commands.disconnected();
    const retired = socket;
    socket = undefined;
    if (!retired) return;
    // Detached first: a closing socket still delivers what was on its way.
    retired.onopen = retired.onmessage = retired.onclose = retired.onerror = null;
    retired.close(1000);
  }

  function finish(reason: FinalClose, why: string): void {
    if (connection.phase === 'closed') return;
    retire();
    commands.close();
    log('connection cleaned up', { reason: why });
    become({ phase: 'closed', reason });
  }

  function connect(reason: string): void {
    retire();
    const own = generation;
    isBehind = false;
    log('connecting to the logs socket', { reason, attempt });
    if (lostAt === null) become({ phase: 'connecting' });
    else become({ phase: 'reconnecting', attempt, sinceAt: lostAt, retryAt: null });
    options.fetchTicket().then(
      (ticket) => {
        if (own === generation) open(ticket);
      },
      (error: unknown) => {
        if (own === generation) ticketRefused(error);
      },
    );
  }

  function ticketRefused(error: unknown): void {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 404 || status === 400) finish('no_such_session', 'ticket refused');
    else if (status === 401 || status === 403) finish('not_allowed', 'ticket refused');
    else if (status === 409 || status === 410) finish('session_closed', 'ticket refused');
    else
      again(waitOf(error) + toBackoffMs(attempt + 1), error instanceof Error ? error.message : 'no ticket');
  }

  function again(afterMs: number, reason: string): void {
    const wasStable = liveAt !== null && Date.now() - liveAt >= stableAfterMs;
    attempt = wasStable ? 1 : attempt + 1;
    liveAt = null;
    lostAt ??= Date.now();
    retire();
    become({ phase: 'reconnecting', attempt, sinceAt: lostAt, retryAt: Date.now() + afterMs });
    retry = setTimeout(() => connect(reason), afterMs);
  }

  function open(ticket: string): void {
    const opened = new WebSocket(options.socketUrl);
    socket = opened;
    comeBackAfter(welcomeWithinMs, 'no welcome');
    opened.onopen = () => {
      const revision = options.revision();
      transmit({
        type: 'hello',
        version: 1,
        sessionId,
        ticket,
        ...(revision === undefined ? {} : { revision }),
      });
    };
    opened.onmessage = ({ data }) => take(data);
    opened.onclose = ({ code, reason }) => closed(code, reason);
  }

  function comeBackAfter(withinMs: number, otherwise: string): void {
    clearTimeout(watch);
    watch = setTimeout(() => again(toBackoffMs(attempt + 1), otherwise), withinMs);
  }

  function closed(code: number, reason: string): void {
    const stable = liveAt !== null && Date.now() - liveAt >= stableAfterMs;
    const next = afterClose({ code, reason, attempt: stable ? 0 : attempt, wasRefused });
    wasRefused = code === 4401;
    if (next.type === 'final') finish(next.reason, `close code ${code}`);
    else again(next.afterMs, `close code ${code}`);
  }

  function take(data: unknown): void {
    const json = readJson(data);
    const parsed = serverMessageSchema.safeParse(json);
    if (connection.phase === 'live') comeBackAfter(silentAfterMs, 'silence');
    if (!parsed.success) {
      const revision = unknownEvent(json);
      if (revision !== null) options.receiveUnknown(revision);
      log('message not understood', { revision });
      return;
    }
    const message = parsed.data;
    if (message.type === 'ack') acknowledged(message);
    else if (message.type === 'heartbeat') heartbeat(message.revision);
    else if (options.receive(message) === 'gap') again(toBackoffMs(attempt + 1), 'gap');
    else if (message.type === 'welcome') welcomed(message.mode);
  }

  function welcomed(mode: string): void {
    liveAt = Date.now();
    lostAt = null;
    wasRefused = false;
    log('logs socket live', { mode });
    become({ phase: 'live' });
    comeBackAfter(silentAfterMs, 'silence');
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
    if (isBehind && wasBehind) again(toBackoffMs(attempt + 1), 'behind the heartbeat');
  }

  connect('start');
  return {
    get connection() {
      return connection;
    },
    send: (command) =>
      connection.phase === 'closed' ? Promise.resolve({ outcome: 'unanswered' }) : commands.add(command),
    fits: (command) => new TextEncoder().encode(JSON.stringify(command)).length <= maxClientMessageBytes,
    retryNow(reason) {
      if (connection.phase === 'reconnecting' && connection.retryAt !== null) connect(reason);
    },
    close: (reason) => finish('left', reason),
  };
}
