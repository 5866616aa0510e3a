import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import { instanceIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { Fact } from '@ringback/shared/session/command';
import { openSocket } from '@ringback/stand-ins/candidate/open-socket';
import { afterEach, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type Gateways, gatewayOperatorToken, gatewayPage, startGateways } from '../support/gateways.ts';
import { beginInterview } from '../support/new-session.ts';
import { readHeld } from '../support/quiet-check.ts';
import { type RedisProxy, startRedisProxy } from '../support/redis-proxy.ts';
import { testRedisUrl } from '../support/test-redis.ts';

let gateways: Gateways;
let proxy: RedisProxy | null = null;

afterEach(async () => {
  expect(gateways.logs.errors()).toEqual([]);
  await gateways.close();
  await proxy?.close();
  proxy = null;
});

const instance = instanceIdSchema.parse('telephony-1');
const mediaStarted: Fact = { type: 'media.started', streamSid: 'MZ1', instance };
const record = (sessionId: string, ...facts: Fact[]) =>
  gateways.store.commit(sessionIdSchema.parse(sessionId), { type: 'record', facts });
const begin = (sessionId: string) => beginInterview(gateways.store, sessionIdSchema.parse(sessionId));
const turn = (itemId: string, text: string): Fact => ({
  type: 'transcript.completed',
  itemId,
  previousItemId: null,
  speaker: 'candidate',
  text,
  startedAtMs: 0,
  endedAtMs: 900,
});
const phone = { via: 'phone', phoneNumber: '+14155550100' } as const;
const start = (candidate: CandidateClient) =>
  candidate.fetch('/api/sessions', {
    body: { operationId: randomUUID(), jobConfiguration: { jobTitle: 'x' }, call: phone },
  });

it('refuses new sessions while Redis is away, keeps its viewers, and tells them everything they missed', async () => {
  proxy = await startRedisProxy(await testRedisUrl());
  gateways = await startGateways({ redisUrl: proxy.url, env: { PHONE_CALLS: 'stand_in' } });
  const candidate = await visit(gateways.url);
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  proxy.cut();
  await eventually(async () => (await fetch(`${gateways.url}/health/ready`)).status === 503);
  const refused = await start(candidate);
  expect([refused.status, await refused.json()]).toMatchObject([
    503,
    { error: { code: 'store_unavailable' } },
  ]);
  const operationId = randomUUID();
  expect(await viewer.command({ type: 'call.end' }, operationId)).toMatchObject({
    outcome: 'limited',
    retryAfterMs: 1000,
  });
  await begin(started.sessionId);
  await record(started.sessionId, turn('a', 'said while nobody listened'));
  proxy.restore();
  const since = Date.now();
  await viewer.waitFor('transcript.completed');
  expect(viewer.revisions).toEqual([2, 3, 4, 5]);
  expect(Date.now() - since).toBeLessThan(4_000);
  await eventually(async () => (await start(candidate)).status === 201);
  viewer.close();
});

it('notices a lost last message by itself, and a log that lost its tail', async () => {
  gateways = await startGateways();
  const candidate = await visit(gateways.url);
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  await gateways.redis.client('KILL', 'TYPE', 'PUBSUB');
  await record(started.sessionId, mediaStarted);
  await viewer.waitFor('media.started', 4_000);
  // What a Redis does that comes back without its last second.
  const [session, log] = [`session:{${started.sessionId}}`, `session:{${started.sessionId}}:log`];
  await gateways.redis.multi().hset(session, 'revision', 1, 'commitId', 'lost').xdel(log, '2-0').exec();
  await eventually(() => viewer.messages.at(-1)?.type === 'welcome', 6_000);
  expect(viewer.messages.at(-1)).toMatchObject({
    mode: 'snapshot',
    revision: 1,
    view: { phase: 'configured' },
  });
  const metrics = await (await fetch(`${gateways.url}/metrics`)).text();
  expect(metrics).toMatch(/follower_diverged_total\{[^}]*\} 1/);
  expect(metrics).toMatch(/viewer_snapshots_total\{cause="diverged"[^}]*\} 1/);
  viewer.close();
});

it('cuts off a viewer that reads nothing, and the one beside it does not notice', async () => {
  gateways = await startGateways();
  const candidate = await visit(gateways.url);
  const started = await candidate.start();
  await begin(started.sessionId);
  const { hostname, port } = new URL(gateways.url);
  const stalled = connect(Number(port), hostname);
  stalled.on('error', () => {});
  stalled.write(
    `GET /logs HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: ${gatewayPage}\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await once(stalled, 'data');
  const ticket = await candidate.ticket(started.sessionId);
  const hello = Buffer.from(
    JSON.stringify({ type: 'hello', version: 1, sessionId: started.sessionId, ticket }),
  );
  stalled.write(
    Buffer.concat([Buffer.from([0x81, 0xfe, hello.length >> 8, hello.length & 255, 0, 0, 0, 0]), hello]),
  );
  await once(stalled, 'data');
  stalled.pause();
  const viewer = await candidate.watch({ ...started, ticket: await candidate.ticket(started.sessionId) });
  for (let item = 0; item < 500; item += 1)
    await record(started.sessionId, turn(`${item}`, 'x'.repeat(19_000)));
  await eventually(() => viewer.revisions.length === 500);
  await eventually(async () => (await readHeld({ serviceUrls: gateways.urls })).socket === 1, 15_000, 200);
  viewer.close();
  stalled.destroy();
}, 60_000);

it('resets all: every session ended, waiting sockets dismissed, every gateway confirmed', async () => {
  gateways = await startGateways({ count: 2 });
  const candidate = await visit(gateways.url);
  const sessions = await Promise.all(Array.from({ length: 20 }, () => candidate.start()));
  const [first, second] = sessions;
  if (!first || !second) throw new Error('no sessions');
  await record(first.sessionId, mediaStarted);
  const viewers = [
    await candidate.watch(first),
    await candidate.watch(second, { gatewayUrl: gateways.urls[1] ?? '' }),
  ];
  const waiting = await Promise.all(
    gateways.urls.map(async (url) => {
      const { socket, opened } = openSocket({
        url: `${url.replace(/^http/, 'ws')}/logs`,
        headers: { origin: gatewayPage },
      });
      const closed = once(socket, 'close');
      await opened;
      return { closed };
    }),
  );
  const operator = (path: string, init: RequestInit = {}) =>
    fetch(`${gateways.url}/api/operator/reset-all${path}`, {
      ...init,
      headers: { authorization: `Bearer ${gatewayOperatorToken}`, 'content-type': 'application/json' },
    });
  const unconfirmed = await operator('', { method: 'POST', body: '{}' });
  expect(unconfirmed.status).toBe(422);
  const accepted = await operator('', { method: 'POST', body: JSON.stringify({ confirm: 'reset all' }) });
  expect(accepted.status).toBe(202);
  const { operationId } = (await accepted.json()) as { operationId: string };
  await eventually(async () => {
    expect(await (await operator(`/${operationId}`)).json()).toMatchObject({
      done: true,
      sessionsTotal: 20,
      sessionsEnded: 20,
      instances: [{ instance: 'idle-bridge' }, { confirmed: true }, { confirmed: true }],
    });
  });
  for (const { closed } of waiting) expect((await closed)[0]).toBe(closeCodes.restarting);
  await viewers[0]?.waitForStatus('ended');
  expect((await viewers[1]?.closed)?.code).toBe(closeCodes.sessionClosed);
  await gateways.store.commit(sessionIdSchema.parse(first.sessionId), {
    type: 'release',
    service: 'telephony',
    instance,
  });
  expect((await viewers[0]?.closed)?.code).toBe(closeCodes.sessionClosed);
  for (const { sessionId } of sessions) {
    const read = await gateways.store.read(sessionIdSchema.parse(sessionId));
    expect(read?.record).toMatchObject({ phase: 'closed', endReason: 'reset' });
  }
  // An earlier reset does not touch a new session.
  const fresh = await candidate.start();
  expect((await record(fresh.sessionId, mediaStarted)).outcome).toBe('ok');
  expect((await operator('/unknown-operation')).status).toBe(404);
});
