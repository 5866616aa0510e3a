import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { instanceIdSchema } from '@ringback/shared/contract/ids';
import { openServiceParts, type ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startCallActor } from '../../services/telephony/src/call/call-actor.ts';
import type { MediaStreamSender } from '../../services/telephony/src/domain/line-port.ts';
import { createBridgePool } from '../../services/telephony/src/link/bridge-pool.ts';
import { createTelephonyMetrics } from '../../services/telephony/src/telephony-metrics.ts';
import { collectLogLines } from '../support/log-lines.ts';
import { newSession } from '../support/new-session.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const instance = instanceIdSchema.parse('telephony-1');
let parts: ServiceParts;

beforeEach(async () => {
  parts = await openServiceParts({
    service: 'telephony',
    instance,
    redisUrl: await testRedisUrl(),
    mode: 'local',
    logLevel: 'info',
    logDestination: collectLogLines().destination,
    describe: () => ({ address: '', capacity: 1, load: 0, draining: false }),
    onReset: async () => {},
  });
});
afterEach(() => parts.close());

async function startCall(its: ServiceParts) {
  const sessionId = await newSession(its.store);
  const read = await its.store.read(sessionId);
  if (read === null) throw new Error('there is no such session');
  const { logger } = its;
  const metrics = createTelephonyMetrics(its.metrics);
  const pool = createBridgePool({ secrets: ['link-secret-for-tests'], instance, logger, metrics });
  onTestFinished(() => pool.close());
  return startCallActor({ ...{ parts: its, metrics, pool, read, reattachMs: 20_000, carrier: null } });
}

function openLine() {
  const retired: [number, string][] = [];
  const line: MediaStreamSender = {
    ...{ streamSid: 'MZ1', cancelsEcho: false },
    send: () => true,
    clear() {},
    sayAlive() {},
    retire: (code, reason) => void retired.push([code, reason]),
  };
  return { line, retired };
}

/** Both ends of one connection. */
async function openPair(): Promise<[near: Socket, far: Socket]> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const near = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [far] = (await accepted) as [Socket];
  onTestFinished(() => {
    near.destroy();
    far.destroy();
    server.close();
  });
  return [near, far];
}

describe('a call', () => {
  it('lets go once its own end is stored, though Redis tells of no event', async () => {
    const call = await startCall({ ...parts, feed: { ...parts.feed, follow: () => () => {} } });
    const { line, retired } = openLine();
    expect(await call.attach(line)).toBe('ok');
    call.end('carrier_failed');
    await call.gone;
    expect(retired).toEqual([[1000, 'session over']]);
    expect(call.record).toMatchObject({ phase: 'ended', endReason: 'carrier_failed' });
    const stored = await parts.store.read(call.record.sessionId);
    expect(stored?.record).toMatchObject({ phase: 'closed', holders: [] });
    expect(call.timers).toBe(0);
  });

  it('reads what the line has said during a standstill before it is given away', async () => {
    const [near, far] = await openPair();
    const story: string[] = [];
    near.on('data', () => story.push('so much was heard'));
    const { store } = parts;
    const { promise: given, resolve } = Promise.withResolvers<void>();
    const call = await startCall({
      ...parts,
      store: {
        ...store,
        commit(sessionId, command, options) {
          if (command.type === 'record' && command.facts[0]?.type === 'media.lost') {
            story.push('given away');
            resolve();
          }
          return store.commit(sessionId, command, options);
        },
      },
    });
    expect(await call.attach(openLine().line)).toBe('ok');
    // What is noted next goes to the store at once.
    await call.journal.settled();
    call.handOver();
    far.write('mark');
    const until = performance.now() + 150;
    while (performance.now() < until);
    await given;
    expect(story).toEqual(['so much was heard', 'given away']);
    call.end('reset');
    await call.gone;
  });
});
