import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { createRandom, hostileFrame, type Random } from '../../services/ai-bridge/testing/hostile-events.ts';

/**
 * A model that behaves until it is asked for its first response. Then it sends what no model should: events made from
 * a seed, and at the end bytes that are no WebSocket message. Every session of a call does the same.
 */

/** What a socket may carry that is no message (RFC 6455, sections 5.2 to 5.5 and 7.4). */
const frameFaults = {
  'invalid UTF-8 in a text': (socket) => socket.write(Buffer.from([0x81, 0x03, 0xff, 0xfe, 0xfd])),
  'a masked frame from a server': (socket) => socket.write(Buffer.from([0x81, 0x81, 1, 2, 3, 4, 0x60])),
  'a reserved opcode': (socket) => socket.write(Buffer.from([0x83, 0x01, 0x41])),
  'a reserved bit': (socket) => socket.write(Buffer.from([0xc1, 0x01, 0x41])),
  'a continuation of nothing': (socket) => socket.write(Buffer.from([0x80, 0x01, 0x41])),
  'a fragmented ping': (socket) => socket.write(Buffer.from([0x09, 0x00])),
  'a ping that is too long': (socket) =>
    socket.write(Buffer.concat([Buffer.from([0x89, 126, 0, 200]), Buffer.alloc(200)])),
  'a close code that may not be sent': (socket) => socket.write(Buffer.from([0x88, 0x02, 0x03, 0xed])),
  'a length of more bytes than there are': (socket) =>
    socket.write(Buffer.from([0x81, 127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x41])),
  'a text of five megabytes': (_socket, ws) =>
    ws.send(`{"type":"response.output_audio.delta","delta":"${'A'.repeat(5 * 1024 * 1024)}"}`),
  'JSON ten thousand deep, then an end in its middle': (socket, ws) => {
    ws.send('['.repeat(10_000) + ']'.repeat(10_000));
    ws.send(`{"type":"response.done","response":${'{"a":'.repeat(10_000)}`);
    setTimeout(() => socket.destroy(), 50);
  },
  'binary audio, then nothing': (_socket, ws) => ws.send(Buffer.alloc(1_000)),
} satisfies Record<string, (socket: Socket, ws: WebSocket) => void>;
export type FrameFault = keyof typeof frameFaults;
export const frameFaultNames = Object.keys(frameFaults) as FrameFault[];

export interface HostileModel {
  readonly url: string;
  /** Sessions that were opened, by the seed of their call. One without a seed behaves. */
  readonly sessions: ReadonlyMap<number | null, number>;
  /** Seeds that have been sent. */
  readonly struck: ReadonlySet<number>;
  close(): Promise<void>;
}

const eventsPerSession = 150;

/** The job title gives a call's seed: `Seed 42`. */
export async function startHostileModel(plan: ReadonlyMap<number, FrameFault>): Promise<HostileModel> {
  const sessions = new Map<number | null, number>();
  const struckSeeds = new Set<number>();
  const server = createServer();
  const sockets = new WebSocketServer({ server, maxPayload: 1024 * 1024 });

  function strike(ws: WebSocket, socket: Socket, instructions: string): void {
    const seed = seedIn(instructions);
    const fault = seed === null ? undefined : plan.get(seed);
    if (seed === null || fault === undefined) return;
    const round = sessions.get(seed) ?? 0;
    const random: Random = createRandom(seed + round);
    for (let index = 0; index < eventsPerSession; index++) ws.send(hostileFrame(random, instructions));
    frameFaults[fault](socket, ws);
    struckSeeds.add(seed);
  }

  sockets.on('connection', (ws, request) => {
    const { socket } = request;
    socket.on('error', () => {});
    ws.on('error', () => {});
    let instructions = '';
    let struck = false;
    ws.send(JSON.stringify({ type: 'session.created', session: { type: 'realtime' } }));
    ws.on('message', (data) => {
      const event = JSON.parse(data.toString());
      if (event.type === 'session.update') {
        if (instructions === '') {
          const seed = seedIn(event.session.instructions ?? '');
          sessions.set(seed, (sessions.get(seed) ?? 0) + 1);
        }
        instructions = event.session.instructions ?? instructions;
        ws.send(JSON.stringify({ type: 'session.updated', session: { instructions } }));
      } else if (event.type === 'response.create' && !struck) {
        struck = true;
        strike(ws, socket, instructions);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime`,
    sessions,
    struck: struckSeeds,
    async close() {
      for (const ws of sockets.clients) ws.terminate();
      sockets.close();
      server.close();
      await once(server, 'close');
    },
  };
}

function seedIn(instructions: string): number | null {
  const found = /Seed (\d+)/.exec(instructions);
  return found === null ? null : Number(found[1]);
}
