import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { retireSocket } from './socket.ts';

let server: Server;
let sockets: WebSocketServer;
beforeEach(async () => {
  server = createServer();
  sockets = new WebSocketServer({ server });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  for (const socket of sockets.clients) socket.terminate();
  server.close();
});

/** Both ends of one socket. */
async function connect(): Promise<{ ours: WebSocket; theirs: WebSocket }> {
  const { port } = server.address() as AddressInfo;
  const theirs = new WebSocket(`ws://127.0.0.1:${port}`);
  const [[ours]] = await Promise.all([
    once(sockets, 'connection') as Promise<[WebSocket]>,
    once(theirs, 'open'),
  ]);
  return { ours, theirs };
}

describe('a socket that is retired', () => {
  it('delivers no message that was on its way', async () => {
    const { ours, theirs } = await connect();
    const heard: string[] = [];
    ours.on('message', (data) => {
      heard.push(data.toString());
      if (heard.length === 1) retireSocket(ours, 1000, 'session over');
    });
    // In one piece, so that all of them have arrived when the first one is heard.
    for (const text of ['one', 'two', 'three']) theirs.send(text);
    const [code, reason] = (await once(theirs, 'close')) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1000, 'session over']);
    await wait(20);
    expect(heard).toEqual(['one']);
  });

  it('is cut when its peer does not answer the close', async () => {
    const { ours, theirs } = await connect();
    theirs.pause();
    retireSocket(ours, 1000, 'session over', 50);
    await wait(10);
    expect(ours.readyState).not.toBe(WebSocket.CLOSED);
    await expect.poll(() => ours.readyState, { timeout: 5_000 }).toBe(WebSocket.CLOSED);
    theirs.terminate();
  });

  it('may break without ending the process', async () => {
    const { ours, theirs } = await connect();
    retireSocket(ours, 1000, 'session over');
    expect(() => ours.emit('error', new Error('broken'))).not.toThrow();
    theirs.terminate();
  });
});
