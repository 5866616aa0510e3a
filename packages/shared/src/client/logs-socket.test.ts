import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import type { OperationId, SessionId } from '../contract/ids.ts';
import type { ClientMessage } from '../contract/viewer-protocol.ts';
import { ApiError } from './gateway-call.ts';
import { type LogsSocket, startLogsSocket } from './logs-socket.ts';
import type { Connection } from './return-plan.ts';

const sessionId = 'ses_aaaaaaaaaaaa' as SessionId;
const operationId = 'op_aaaaaaaaaaaa' as OperationId;

let server: WebSocketServer;
let socketUrl: string;
const opened: LogsSocket[] = [];
let peers: { socket: ServerSocket; messages: ClientMessage[] }[];

beforeEach(async () => {
  peers = [];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    const peer = { socket, messages: [] as ClientMessage[] };
    peers.push(peer);
    socket.on('message', (data) => peer.messages.push(JSON.parse(data.toString())));
  });
  await new Promise((resolve) => server.once('listening', resolve));
  socketUrl = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/logs`;
});

afterEach(async () => {
  for (const socket of opened.splice(0)) socket.close('test over');
  for (const client of server.clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
});

interface Watched {
  socket: LogsSocket;
  connections: Connection[];
  lines: string[];
  received: string[];
  tickets: string[];
  /** How often the other side was reported silent. */
  silences: number[];
}

function start(over: { fetchTicket?: () => Promise<string>; receive?: () => 'taken' | 'gap' } = {}): Watched {
  const watched: Omit<Watched, 'socket'> = {
    connections: [],
    lines: [],
    received: [],
    tickets: [],
    silences: [],
  };
  let revision: number | undefined;
  const socket = startLogsSocket({
    sessionId,
    socketUrl,
    fetchTicket:
      over.fetchTicket ??
      (async () => {
        watched.tickets.push(`ticket-${watched.tickets.length + 1}`);
        return watched.tickets.at(-1) ?? '';
      }),
    revision: () => revision,
    receive: (message) => {
      watched.received.push(message.type);
      if (message.type === 'welcome') revision = message.revision;
      return over.receive?.() ?? 'taken';
    },
    receiveUnknown: (unknown) => watched.received.push(`unknown ${unknown}`),
    changed: (connection) => watched.connections.push(connection),
    silent: () => watched.silences.push(Date.now()),
    log: (line) => watched.lines.push(line),
  });
  opened.push(socket);
  return { socket, ...watched };
}

const welcome = (revision: number) => JSON.stringify({ type: 'welcome', mode: 'delta', revision });
const peer = (number: number) =>
  vi.waitFor(
    () => {
      const found = peers[number];
      if (!found?.messages[0]) throw new Error(`no hello on socket ${number}`);
      return found;
    },
    { timeout: 4_000 },
  );
const phase = (watched: Watched, wanted: Connection['phase']) =>
  vi.waitFor(() => expect(watched.socket.connection.phase).toBe(wanted), { timeout: 4_000 });

async function live(watched: Watched, number = 0, revision = 3) {
  const found = await peer(number);
  found.socket.send(welcome(revision));
  await phase(watched, 'live');
  return found;
}

describe('the logs socket', () => {
  it('counts as lost when the network is gone, and comes back', async () => {
    const watched = start();
    await live(watched);
    watched.socket.doubt('offline');
    expect(watched.socket.connection.phase).toBe('reconnecting');
    watched.socket.retryNow('online');
    await live(watched, 1);
    expect(watched.tickets).toHaveLength(2);
  });

  it('reports a silent socket, since the network may be the cause', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], shouldAdvanceTime: true });
    try {
      const watched = start();
      const { socket } = await live(watched);
      await vi.advanceTimersByTimeAsync(9_000);
      socket.send(JSON.stringify({ type: 'heartbeat', revision: 3 }));
      await vi.waitFor(() => expect(watched.socket.connection.phase).toBe('live'));
      expect(watched.silences).toEqual([]);
      await vi.advanceTimersByTimeAsync(12_000);
      expect(watched.silences).toHaveLength(1);
      expect(watched.connections.some((connection) => connection.phase === 'reconnecting')).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('reports no silence when a gateway restarts: the gateway says so, and the network works', async () => {
    const watched = start();
    (await live(watched)).socket.close(1012);
    (await live(watched, 1)).socket.terminate();
    await live(watched, 2);
    expect(watched.silences).toEqual([]);
  });

  it('says hello with a ticket, and after a return with a fresh ticket and the revision it knows', async () => {
    const watched = start();
    const first = await live(watched);
    expect(first.messages[0]).toEqual({ type: 'hello', version: 1, sessionId, ticket: 'ticket-1' });
    first.socket.close(1012);
    const second = await live(watched, 1);
    expect(second.messages[0]).toMatchObject({ ticket: 'ticket-2', revision: 3 });
    expect(watched.connections.map((connection) => connection.phase)).toEqual(
      expect.arrayContaining(['connecting', 'live', 'reconnecting']),
    );
  });

  it.each([
    [1000, 'session_closed'],
    [4404, 'no_such_session'],
  ])('stays closed after code %i', async (code, reason) => {
    const watched = start();
    (await live(watched)).socket.close(code);
    await phase(watched, 'closed');
    expect(watched.socket.connection).toEqual({ phase: 'closed', reason });
    expect(watched.lines.at(-1)).toBe('connection cleaned up');
    watched.socket.retryNow('a person insists');
    expect(peers).toHaveLength(1);
  });

  it('tries one fresh ticket after 4401, then gives up', async () => {
    const watched = start();
    (await peer(0)).socket.close(4401);
    (await peer(1)).socket.close(4401);
    await phase(watched, 'closed');
    expect(watched.socket.connection).toEqual({ phase: 'closed', reason: 'not_allowed' });
    expect(watched.tickets).toEqual(['ticket-1', 'ticket-2']);
  });

  it('closes for good when the ticket request says that there is no such session', async () => {
    const watched = start({
      fetchTicket: () => Promise.reject(new ApiError('session_not_found', 'none', { status: 404 })),
    });
    await phase(watched, 'closed');
    expect(watched.socket.connection).toEqual({ phase: 'closed', reason: 'no_such_session' });
  });

  it('waits when no ticket is given, and comes back at once when told', async () => {
    let isDown = true;
    const watched = start({
      fetchTicket: () =>
        isDown
          ? Promise.reject(new ApiError('unreachable', 'down', { status: 0 }))
          : Promise.resolve('ticket'),
    });
    await phase(watched, 'reconnecting');
    isDown = false;
    watched.socket.retryNow('online');
    await live(watched);
  });

  it('waits when nothing listens, which no close code reports, and never retries at once', async () => {
    const { port } = server.address() as AddressInfo;
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
    const watched = start();
    await vi.waitFor(
      () => expect(watched.socket.connection).toMatchObject({ phase: 'reconnecting', attempt: 2 }),
      { timeout: 4_000 },
    );
    expect(new Set(watched.tickets).size).toBe(watched.tickets.length);
    server = new WebSocketServer({ port, host: '127.0.0.1' });
    server.on('connection', (socket) => {
      const peer = { socket, messages: [] as ClientMessage[] };
      peers.push(peer);
      socket.on('message', (data) => peer.messages.push(JSON.parse(data.toString())));
    });
    await vi.waitFor(() => {
      watched.socket.retryNow('online');
      expect(peers[0]?.messages[0]).toBeDefined();
    });
    await live(watched);
  });

  it('repeats a command on the next socket, under the same operation id, until it is acknowledged', async () => {
    const watched = start();
    const first = await live(watched);
    const result = watched.socket.send({ type: 'call.end', operationId });
    await vi.waitFor(() => expect(first.messages).toHaveLength(2));
    first.socket.terminate();
    const second = await live(watched, 1);
    await vi.waitFor(() => expect(second.messages[1]).toEqual({ type: 'call.end', operationId }));
    second.socket.send(JSON.stringify({ type: 'ack', operationId, outcome: 'duplicate', revision: 4 }));
    await expect(result).resolves.toEqual({ outcome: 'duplicate', revision: 4 });
  });

  it('settles a command as unanswered when the session closes', async () => {
    const watched = start();
    const first = await live(watched);
    const result = watched.socket.send({ type: 'call.end', operationId });
    first.socket.close(1000);
    await expect(result).resolves.toEqual({ outcome: 'unanswered' });
  });

  it('asks again when something is missing', async () => {
    let answer: 'taken' | 'gap' = 'gap';
    const watched = start({ receive: () => answer });
    (await peer(0)).socket.send(welcome(1));
    await vi.waitFor(() => expect(watched.received).toEqual(['welcome']));
    answer = 'taken';
    await live(watched, 1);
    await vi.waitFor(() => expect(server.clients.size).toBe(1));
  });

  it('notes the revision of an event it does not know, and ignores what is no message', async () => {
    const watched = start();
    const { socket } = await live(watched);
    socket.send('not json');
    socket.send(JSON.stringify({ type: 'event', revision: 4, event: { type: 'tea.served' } }));
    await vi.waitFor(() => expect(watched.received).toContain('unknown 4'));
    expect(watched.socket.connection.phase).toBe('live');
  });

  it('leaves no socket behind when it is closed while a ticket is on its way', async () => {
    const ticket = Promise.withResolvers<string>();
    const watched = start({ fetchTicket: () => ticket.promise });
    watched.socket.close('page left');
    watched.socket.close('twice');
    ticket.resolve('late');
    await ticket.promise;
    expect(watched.lines.filter((line) => line === 'connection cleaned up')).toHaveLength(1);
    // If a socket were opened for the late ticket, this one would come after it.
    const witness = new WebSocket(socketUrl);
    await new Promise((resolve) => witness.addEventListener('open', resolve));
    expect(peers).toHaveLength(1);
    expect(watched.socket.connection).toEqual({ phase: 'closed', reason: 'left' });
  });
});
