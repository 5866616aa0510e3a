import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { redisNowMs } from '@ringback/shared/redis/fleet/instances';
import { keys } from '@ringback/shared/redis/keys';
import { afterEach, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { type Arena, openArena } from '../support/attacks/arena.ts';
import { visit } from '../support/candidate-client.ts';
import { whenHeard } from '../support/line-events.ts';
import { readCounter } from '../support/read-counter.ts';

let arena: Arena | null = null;
const toClose: (() => void)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0)) close();
  await arena?.close();
  arena = null;
});

/** An attacker's bridge with plenty of room. Everything that reaches it is kept. */
async function startRogueBridge(): Promise<{ address: string; got: string[] }> {
  const got: string[] = [];
  const server = createServer((request) => void got.push(`${request.method} ${request.url}`));
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, request) => {
    got.push(JSON.stringify(request.headers));
    socket.on('message', (data) => got.push(data.toString()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  toClose.push(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  });
  return { address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

it('a bridge that an attacker has written into Redis gets no call, no secret and no audio', {
  timeout: 180_000,
}, async () => {
  arena = await openArena();
  const { fleet, gatewayUrl } = arena;
  await arena.control();
  const rogue = await startRogueBridge();
  const forge = async (instance: string, like: Record<string, unknown>) => {
    const heartbeatAt = (await redisNowMs(fleet.client)) + 3600_000;
    const room = { capacity: 1_000_000, load: 0, draining: false, address: rogue.address };
    const row = { ...like, ...room, service: 'ai-bridge', instance, heartbeatAt };
    await fleet.client.hset(keys.instances('ai-bridge'), instance, JSON.stringify(row));
  };
  // One that never existed, and one that copies the real one's row with its signature.
  const real = JSON.parse((await fleet.client.hget(keys.instances('ai-bridge'), 'ai-bridge-1')) ?? '{}');
  await forge('rogue-1', { confirmedGeneration: 0 });
  await forge('rogue-2', real);
  const candidate = await visit(gatewayUrl);
  for (let calls = 0; calls < 5; calls++) {
    const line = await candidate.talk(await candidate.start());
    await whenHeard(line, 500, 20_000);
    await line.hangUp();
  }
  expect(rogue.got).toEqual([]);
  const telephony = { serviceUrls: fleet.telephonies.map(({ url }) => url) };
  expect(await readCounter(telephony, 'unsigned_instances_total')).toBeGreaterThan(0);
  await fleet.client.hdel(keys.instances('ai-bridge'), 'rogue-1', 'rogue-2');
  await arena.expectUnharmed();
});
