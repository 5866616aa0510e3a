import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Instance, instanceSchema } from '@ringback/shared/contract/instances';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { proveSide } from '@ringback/shared/runtime/link-proof';
import { createLogger } from '@ringback/shared/runtime/logger';
import { createMetrics } from '@ringback/shared/runtime/metrics';
import { routeUpgrades } from '@ringback/shared/runtime/socket';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createBridgeMetrics } from '../../services/ai-bridge/src/bridge-metrics.ts';
import { startLinkServer } from '../../services/ai-bridge/src/link/link-server.ts';
import { type BridgePool, createBridgePool } from '../../services/telephony/src/link/bridge-pool.ts';
import { createTelephonyMetrics } from '../../services/telephony/src/telephony-metrics.ts';

const secret = 'link-secret-for-tests';
const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
const toClose: (() => void)[] = [];
afterEach(() => {
  for (const close of toClose.splice(0)) close();
});

async function listenOn(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  toClose.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const rowOf = (address: string, instance = 'bridge-1'): Instance =>
  instanceSchema.parse({
    ...{ service: 'ai-bridge', instance, address, heartbeatAt: 0 },
    ...{ capacity: 10, load: 0, draining: false, confirmedGeneration: 0 },
  });

/** The door of a real bridge: what was opened, and the address that it announces. */
async function startBridgeDoor(secrets: KeyRing = [secret]) {
  const opened: string[] = [];
  let address = '';
  const door = startLinkServer({
    secrets,
    self: () => ({ instance: 'bridge-1', address }),
    logger,
    metrics: createBridgeMetrics(createMetrics('ai-bridge')),
    openBridge: async ({ sessionId, telephony }) => {
      opened.push(`${sessionId} for ${telephony.instance}`);
      return { outcome: 'refused', reason: 'full' };
    },
  });
  const server = createServer();
  routeUpgrades(server, { '/link': door.upgrade });
  address = await listenOn(server);
  toClose.push(() => door.close());
  return { address, opened, door };
}

function openPool(secrets: KeyRing = [secret]): BridgePool {
  const metrics = createTelephonyMetrics(createMetrics('telephony'));
  const pool = createBridgePool({ secrets, instance: 'telephony-1', logger, metrics });
  toClose.push(() => pool.close());
  return pool;
}

const call = { sessionId: 'ses_00000001' as never, insteadOf: null, carries: false };

/** Opens a call's channel. Resolves to what the bridge answers. */
function openCall(pool: BridgePool, row: Instance): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const listener = { onControl: resolve, onAudio() {}, onLost: reject, onQuiet() {} };
    pool.open(row, call, listener).catch(reject);
  });
}

/** A rogue bridge. It records everything that it is sent, and does what the test says with each socket. */
async function startRogue(meet: (socket: WebSocket) => void) {
  const got: string[] = [];
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  routeUpgrades(server, {
    '/link': (request, duplex, head) => {
      got.push(JSON.stringify(request.headers));
      sockets.handleUpgrade(request, duplex, head, (socket) => {
        socket.on('message', (data) => got.push(data.toString()));
        meet(socket);
      });
    },
  });
  return { address: await listenOn(server), got };
}

/** A stranger at a bridge's door: what it is told, and how it is closed. */
async function knock(address: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(`${address}/link`, { headers });
  toClose.push(() => socket.terminate());
  const told: string[] = [];
  socket.on('message', (data) => told.push(data.toString()));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  return { socket, told, closed };
}
const hello = { type: 'hello', instance: 'telephony-1', nonce: 'n'.repeat(43) };

describe('a media link', () => {
  it('opens between two that know the secret, and its calls come from the proven telephony', async () => {
    const { address, opened } = await startBridgeDoor();
    expect(await openCall(openPool(), rowOf(address))).toEqual({ type: 'refused', reason: 'full' });
    expect(opened).toEqual(['ses_00000001 for telephony-1']);
  });

  it('opens while the secret is being changed, whichever side has the new one first', async () => {
    const next = 'the-next-secret-of-it';
    for (const [bridge, telephony] of [
      [[next, secret], [secret]],
      [[secret], [next, secret]],
    ] as const) {
      const { address } = await startBridgeDoor(bridge);
      expect(await openCall(openPool(telephony), rowOf(address))).toMatchObject({ type: 'refused' });
    }
  });

  it('gives a rogue bridge no secret, no name of a call and no audio', async () => {
    const challenge = { instance: 'bridge-1', nonce: 'm'.repeat(43), proofs: ['p'.repeat(43)] };
    const rogue = await startRogue((socket) => {
      socket.once('message', () => socket.send(JSON.stringify({ type: 'challenge', ...challenge })));
    });
    await expect(openCall(openPool(), rowOf(rogue.address))).rejects.toThrow('not proven');
    const all = rogue.got.join('\n');
    expect(all).not.toContain('ses_00000001');
    expect(all.toLowerCase()).not.toContain('authorization');
    // The request, and one message: a name and a random text.
    expect(rogue.got.slice(1).map((text) => Object.keys(JSON.parse(text)))).toEqual([
      ['type', 'instance', 'nonce'],
    ]);
  });

  it('does not open through a third party that relays everything', async () => {
    const { address, opened } = await startBridgeDoor();
    const rogue = await startRogue((socket) => {
      const onward = new WebSocket(`${address}/link`);
      toClose.push(() => onward.terminate());
      socket.on('message', (data, isBinary) => {
        if (onward.readyState === WebSocket.OPEN) onward.send(data, { binary: isBinary });
        else onward.once('open', () => onward.send(data, { binary: isBinary }));
      });
      onward.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    });
    await expect(openCall(openPool(), rowOf(rogue.address))).rejects.toThrow('not proven');
    expect(opened).toEqual([]);
  });

  it('is given up when the bridge does not prove itself in time, or is another one', async () => {
    const silent = await startRogue(() => {});
    const startedAt = performance.now();
    await expect(openCall(openPool(), rowOf(silent.address))).rejects.toThrow('too slow');
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    const { address } = await startBridgeDoor();
    await expect(openCall(openPool(), rowOf(address, 'bridge-2'))).rejects.toThrow('another instance');
  });
});

describe('a bridge', () => {
  it.each<[string, (told: string[]) => object[]]>([
    ['says nothing', () => []],
    ['has no proof', () => [{ type: 'proof', proof: 'p'.repeat(43) }]],
    [
      'gives back the bridge’s own proof',
      (told) => [{ type: 'proof', proof: JSON.parse(told[0] ?? '').proofs[0] }],
    ],
    ['opens a call at once', () => [{ type: 'open', sessionId: 'ses_00000001', instance: 'telephony-1' }]],
  ])('closes a link whose other end %s, before any frame', async (_what, answers) => {
    const { address, opened, door } = await startBridgeDoor();
    const { socket, told, closed } = await knock(address, { authorization: `Bearer ${secret}` });
    socket.send(JSON.stringify(hello));
    await expect.poll(() => told.length).toBe(1);
    for (const answer of answers(told)) socket.send(JSON.stringify(answer));
    expect(await closed).toBe(1008);
    expect([told.length, opened, door.links]).toEqual([1, [], 0]);
  });

  it('refuses a proof that was valid once', async () => {
    const { address, door } = await startBridgeDoor();
    const first = await knock(address);
    first.socket.send(JSON.stringify(hello));
    await expect.poll(() => first.told.length).toBe(1);
    const { instance, nonce } = JSON.parse(first.told[0] ?? '');
    const parties = { telephony: hello, bridge: { instance, nonce }, address };
    const proof = JSON.stringify({ type: 'proof', proof: proveSide(secret, 'telephony', parties) });
    first.socket.send(proof);
    await expect.poll(() => door.links).toBe(1);
    const second = await knock(address);
    second.socket.send(JSON.stringify(hello));
    await expect.poll(() => second.told.length).toBe(1);
    second.socket.send(proof);
    expect(await second.closed).toBe(1008);
    expect(door.links).toBe(1);
  });

  it('admits only a few strangers at a time', async () => {
    const { address } = await startBridgeDoor();
    const knocks = await Promise.allSettled(
      Array.from({ length: 100 }, async () => {
        const socket = new WebSocket(`${address}/link`);
        toClose.push(() => socket.terminate());
        await new Promise((resolve, reject) => {
          socket.once('open', resolve);
          socket.once('error', reject);
        });
      }),
    );
    expect(knocks.filter(({ status }) => status === 'fulfilled').length).toBe(64);
  });
});
