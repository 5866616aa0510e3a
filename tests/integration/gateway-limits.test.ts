import { randomUUID } from 'node:crypto';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { openSocket } from '@ringback/stand-ins/candidate/open-socket';
import { afterEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type Gateways, gatewayPage, startGateways } from '../support/gateways.ts';
import { jobConfiguration } from '../support/new-session.ts';
import { readCounter } from '../support/read-counter.ts';
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

/** Two people in two households, with the addresses that a proxy in front of us has seen. */
const [here, there] = ['203.0.113.7', '198.51.100.9'];
const from = (network: string) => ({ 'x-forwarded-for': `6.6.6.6, ${network}` });
const behindProxy = { TRUSTED_PROXY_HOPS: '1' };

async function upgrade(gateway: number, network: string) {
  const url = `${gateways.urls[gateway]?.replace(/^http/, 'ws')}/logs`;
  const { socket, opened } = openSocket({ url, headers: { origin: gatewayPage, ...from(network) } });
  const outcome = await opened.then(
    () => 101,
    (error: { status: number }) => error.status,
  );
  socket.terminate();
  return outcome;
}
const enter = (gateway: number, network: string) =>
  fetch(`${gateways.urls[gateway]}/api/candidate`, {
    method: 'POST',
    headers: { origin: gatewayPage, ...from(network) },
  });
const start = (candidate: CandidateClient, more: object = {}) =>
  candidate.fetch('/api/sessions', {
    body: { operationId: randomUUID(), jobConfiguration, call: { via: 'browser' }, ...more },
  });
/** Why a start was refused, as precisely as it says. */
async function refusalOf(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error: { code: string; details?: { reason?: string } } };
  return error.details?.reason ?? error.code;
}
const secondsToWait = (response: Response) => Number(response.headers.get('retry-after'));

describe('a limit is shared by all gateways, and its answer says when to come back', () => {
  it('upgrades of a network, whatever it says about itself; another network is admitted', async () => {
    gateways = await startGateways({ count: 2, env: { ...behindProxy, UPGRADES_PER_MINUTE: '6' } });
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, index) => upgrade(index % 2, here)));
    expect(outcomes.toSorted()).toEqual([101, 101, 101, 101, 101, 101, 429, 429, 429, 429]);
    expect(await upgrade(0, there)).toBe(101);
    const refused = await fetch(`${gateways.url}/logs`, { headers: from(here) });
    expect(refused.status).toBe(404);
    // It is chance how many each of the two has refused.
    const of = { serviceUrls: gateways.urls };
    expect(await readCounter(of, 'upgrades_refused_total', { cause: 'Too Many Requests' })).toBe(4);
  });

  it('newcomers of a network; a visitor with a cookie is none', async () => {
    gateways = await startGateways({ count: 2, env: { ...behindProxy, NEW_CANDIDATES_PER_MINUTE: '3' } });
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => enter(index % 2, here)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 204, 204, 429, 429, 429]);
    for (const refused of answers.filter(({ status }) => status === 429)) {
      expect(secondsToWait(refused)).toBeGreaterThan(0);
      expect(refused.headers.getSetCookie()).toEqual([]);
      expect(await refused.json()).toMatchObject({
        error: { code: 'limited', details: { retryAfterMs: expect.any(Number) } },
      });
    }
    expect((await enter(0, there)).status).toBe(204);
    // Without a proxy in between, a cookie's name has the port of the gateway that gave it.
    const admitted = answers.findIndex(({ status }) => status === 204);
    const cookie = answers[admitted]?.headers.getSetCookie()[0] ?? '';
    const again = await fetch(`${gateways.urls[admitted % 2]}/api/candidate`, {
      method: 'POST',
      headers: { origin: gatewayPage, cookie, ...from(here) },
    });
    expect(again.status).toBe(204);
  });

  it('tickets of a candidate, for words and for sound together', async () => {
    gateways = await startGateways({ env: { TICKETS_PER_MINUTE: '4' } });
    const candidate = await visit(gateways.url);
    const { sessionId } = await candidate.start();
    const ask = (index: number) =>
      candidate.fetch(`/api/sessions/${sessionId}/${index % 2 === 0 ? 'ticket' : 'media-token'}`, {
        method: 'POST',
      });
    const answers = await Promise.all(Array.from({ length: 7 }, (_, index) => ask(index)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 201, 429, 429, 429]);
    for (const refused of answers.filter(({ status }) => status === 429)) {
      expect(secondsToWait(refused)).toBeGreaterThan(0);
    }
    // Another candidate is not limited by it.
    const other = await visit(gateways.url);
    const theirs = await other.start();
    expect((await other.ticket(theirs.sessionId)).length).toBeGreaterThan(20);
  });

  it('starts of a candidate', async () => {
    gateways = await startGateways({ count: 2, env: { SESSION_STARTS_PER_10_MINUTES: '3' } });
    const candidate = await visit(gateways.url);
    // What was used up before the first session counts for the candidate’s later id.
    expect((await start(candidate)).status).toBe(201);
    const answers = await Promise.all(Array.from({ length: 7 }, () => start(candidate)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    for (const refused of answers.filter(({ status }) => status !== 201)) {
      expect(refused.status).toBe(429);
      expect(secondsToWait(refused)).toBeGreaterThan(0);
    }
    expect((await candidate.api.sessions()).sessions).toHaveLength(3);
  });

  it('starts that the practised session refuses count too: what they read is a whole log', async () => {
    gateways = await startGateways({ env: { SESSION_STARTS_PER_10_MINUTES: '2' } });
    const candidate = await visit(gateways.url);
    const { sessionId } = await candidate.start();
    const samePlan = { practice: { kind: 'same_plan' }, previousSessionId: sessionId };
    // A session that is not over is refused by its record alone.
    for (const _ of [1, 2, 3]) expect(await refusalOf(await start(candidate, samePlan))).toBe('not_over');
    await gateways.store.commit(sessionIdSchema.parse(sessionId), {
      type: 'end',
      reason: 'hung_up_by_candidate',
    });
    await gateways.store.commit(sessionIdSchema.parse(sessionId), { type: 'close' });
    expect(await refusalOf(await start(candidate, samePlan))).toBe('no_plan');
    expect(await refusalOf(await start(candidate, samePlan))).toBe('limited');
  });

  it('upgrades a second at one gateway: they wait their turn, and one that would wait too long is told when to come', async () => {
    gateways = await startGateways({ env: { UPGRADES_PER_SECOND: '2' } });
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => upgrade(0, here)));
    expect(new Set(outcomes)).toEqual(new Set([101, 503]));
  });
});

describe('while Redis is away', () => {
  it('what costs nothing is let through, and what may cost money is refused', async () => {
    proxy = await startRedisProxy(await testRedisUrl());
    gateways = await startGateways({
      redisUrl: proxy.url,
      env: {
        ...behindProxy,
        PHONE_CALLS: 'stand_in',
        UPGRADES_PER_MINUTE: '1',
        NEW_CANDIDATES_PER_MINUTE: '1',
        TICKETS_PER_MINUTE: '1',
      },
    });
    const candidate = await visit(gateways.url);
    const { sessionId } = await candidate.start();
    expect(await upgrade(0, here)).toBe(101);
    expect(await upgrade(0, here)).toBe(429);
    proxy.cut();
    await eventually(async () => (await fetch(`${gateways.url}/health/ready`)).status === 503);

    // Open: a visit and a socket, any number of times.
    for (const _ of [1, 2, 3]) {
      expect((await enter(0, here)).status).toBe(204);
      expect(await upgrade(0, here)).toBe(101);
    }
    // The socket is open, its ticket cannot be looked up: come back later.
    const viewer = await candidate.watch({ sessionId, ticket: 'any-ticket-at-all' });
    expect((await viewer.closed).code).toBe(closeCodes.tryLater);
    // Closed: everything that is dialled, spoken or asked of the model.
    const phone = { call: { via: 'phone', phoneNumber: '+14155550100' } };
    for (const answer of [await start(candidate), await start(candidate, phone)]) {
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({ error: { code: 'store_unavailable' } });
    }
    const token = await candidate.fetch(`/api/sessions/${sessionId}/media-token`, { method: 'POST' });
    expect(token.status).toBe(503);

    proxy.restore();
    await eventually(async () => (await start(candidate)).status === 201, 5_000);
    const phones = await gateways.redis.keys('{ringback}:dial:ses_*');
    expect(phones).toEqual([]);
  });
});
