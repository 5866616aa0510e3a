import { randomUUID } from 'node:crypto';
import { sessionStartedSchema } from '@ringback/shared/contract/http-api';
import { instanceIdSchema, type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describedRoutes } from '../../services/frontend-gateway/src/http/open-api.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { type Gateways, gatewayOperatorToken, startGateways } from '../support/gateways.ts';

let gateways: Gateways;
let candidate: CandidateClient;

beforeAll(async () => {
  gateways = await startGateways({ env: { PHONE_CALLS: 'stand_in' } });
  candidate = await visit(gateways.url);
});
afterAll(() => gateways.close());
afterEach(() => expect(gateways.logs.errors()).toEqual([]));

const jobConfiguration = { jobTitle: 'Product Manager', company: 'Acme' };
const browserStart = (operationId: string, more: object = {}) => ({
  operationId,
  jobConfiguration,
  call: { via: 'browser' },
  ...more,
});
async function errorOf(response: Response): Promise<{ status: number; code: string; details?: unknown }> {
  const body = (await response.json()) as { error: { code: string; details?: unknown } };
  return { status: response.status, ...body.error };
}
const refused = async (body: unknown) => errorOf(await candidate.fetch('/api/sessions', { body }));
const readSession = (id: string) => gateways.store.read(sessionIdSchema.parse(id));

describe('starting a session', () => {
  it('commits the whole job configuration with the session itself', async () => {
    const started = await candidate.start();
    expect(started).toMatchObject({ revision: 1, phase: 'configured' });
    const read = await readSession(started.sessionId);
    expect(read?.record).toMatchObject({
      via: 'browser',
      jobConfiguration: { ...jobConfiguration, kind: 'hiring_manager' },
    });
    expect(started.media?.url).toBe('ws://localhost:8080/browser/media');
  });

  it('has on its log which words of consent its candidate was shown, and when', async () => {
    const body = browserStart(randomUUID(), { consent: '2026-12-01' });
    const started = await (await candidate.fetch('/api/sessions', { body })).json();
    const { sessionId } = sessionStartedSchema.parse(started);
    const [given] = await gateways.store.readLog(sessionId, 0);
    expect(given?.event).toMatchObject({ consent: { version: '2026-12-01', givenAt: expect.any(Number) } });
    const { sessionId: another } = await candidate.start();
    expect((await gateways.store.readLog(another, 0))[0]?.event).not.toHaveProperty('consent');
    expect(await refused(browserStart(randomUUID(), { consent: 'yes' }))).toMatchObject({ status: 422 });
  });

  it('finds the session of a repeated request, with a fresh ticket and media token', async () => {
    const operationId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => candidate.start({ operationId })));
    expect(new Set(answers.map(({ sessionId }) => sessionId)).size).toBe(1);
    expect(new Set(answers.map(({ ticket }) => ticket)).size).toBe(20);
    expect(new Set(answers.map(({ media }) => media?.token)).size).toBe(20);
    expect((await readSession(answers[0]?.sessionId ?? ''))?.revision).toBe(1);
  });

  it('gives two candidates that use the same operation id a session each', async () => {
    const operationId = randomUUID();
    const other = await visit(gateways.url);
    const [mine, theirs] = [await candidate.start({ operationId }), await other.start({ operationId })];
    expect(mine.sessionId).not.toBe(theirs.sessionId);
  });

  it('ends the previous session first, if it is the candidate’s own', async () => {
    const first = await candidate.start();
    const second = await candidate.start({ previousSessionId: first.sessionId });
    expect((await readSession(first.sessionId))?.record).toMatchObject({
      phase: 'closed',
      endReason: 'superseded',
    });
    expect((await readSession(second.sessionId))?.record.previousSessionId).toBe(first.sessionId);
    const stranger = await visit(gateways.url);
    const body = browserStart(randomUUID(), { previousSessionId: second.sessionId });
    expect(await errorOf(await stranger.fetch('/api/sessions', { body }))).toMatchObject({
      status: 404,
      code: 'session_not_found',
    });
    expect((await readSession(second.sessionId))?.record.phase).toBe('configured');
  });

  it.each<[string, unknown, number, string, string?]>([
    ['an unknown key', browserStart('operation-1', { extra: 1 }), 422, 'request_invalid', 'extra'],
    [
      'an unknown key of the job',
      browserStart('operation-1', { jobConfiguration: { jobTitle: 'x', a: 1 } }),
      422,
      'configuration_invalid',
      'jobConfiguration.a',
    ],
    [
      'no title',
      browserStart('operation-1', { jobConfiguration: {} }),
      422,
      'configuration_invalid',
      'jobConfiguration.jobTitle',
    ],
    [
      'a long title',
      browserStart('operation-1', { jobConfiguration: { jobTitle: 'x'.repeat(121) } }),
      422,
      'configuration_invalid',
      'jobConfiguration.jobTitle',
    ],
    [
      'a length that is not offered',
      browserStart('operation-1', { jobConfiguration: { jobTitle: 'x', lengthMinutes: 7 } }),
      422,
      'configuration_invalid',
      'jobConfiguration.lengthMinutes',
    ],
    ['an operation id with a path in it', browserStart('../../etc/x'), 422, 'request_invalid', 'operationId'],
    ['a dial-in', browserStart('operation-1', { call: { via: 'dial_in' } }), 422, 'phone_unavailable'],
    [
      'a premium number',
      browserStart('operation-1', { call: { via: 'phone', phoneNumber: '+19005550100' } }),
      422,
      'number_not_allowed',
    ],
    [
      'an emergency number',
      browserStart('operation-1', { call: { via: 'phone', phoneNumber: '112' } }),
      422,
      'number_not_allowed',
    ],
    [
      'letters',
      browserStart('operation-1', { call: { via: 'phone', phoneNumber: 'call me' } }),
      422,
      'number_invalid',
    ],
    [
      '41 digits',
      browserStart('operation-1', { call: { via: 'phone', phoneNumber: '1'.repeat(41) } }),
      422,
      'number_invalid',
    ],
  ])('refuses %s', async (_what, body, status, code, path) => {
    const answer = await refused(body);
    expect(answer).toMatchObject({ status, code });
    if (path !== undefined) expect(answer.details).toContainEqual(expect.objectContaining({ path }));
  });

  it('requests one call for one number, and keeps the number sealed', async () => {
    const operationId = randomUUID();
    const call = { via: 'phone', phoneNumber: '+1 415 555 0123' } as const;
    const [{ sessionId }] = await Promise.all([
      candidate.start({ operationId, call }),
      candidate.start({ operationId, call }),
    ]);
    expect(await gateways.redis.keys('{ringback}:dial:ses_*')).toEqual([`{ringback}:dial:${sessionId}`]);
    const stored: string[] = [];
    for (const key of await gateways.redis.keys(`*${sessionId}*`)) {
      const type = await gateways.redis.type(key);
      if (type === 'hash') stored.push(JSON.stringify(await gateways.redis.hgetall(key)));
      if (type === 'stream') stored.push(JSON.stringify(await gateways.redis.xrange(key, '-', '+')));
    }
    expect(stored.join()).toContain('sealedPhoneNumber');
    expect(stored.join()).not.toContain('4155550123');
  });
});

describe('another candidate’s session', () => {
  it('is not listed', async () => {
    const stranger = await visit(gateways.url);
    const { sessionId } = await stranger.start();
    const list = async (who: CandidateClient) =>
      JSON.stringify(await (await who.fetch('/api/sessions')).json());
    expect(await list(stranger)).toContain(sessionId);
    expect(await list(candidate)).not.toContain(sessionId);
  });
});

describe('a session', () => {
  it('is changed once by one operation, and not after its end', async () => {
    const { sessionId } = await candidate.start();
    const body = { operationId: randomUUID(), jobConfiguration: { jobTitle: 'Nurse' } };
    const put = () =>
      candidate.fetch(`/api/sessions/${sessionId}/job-configuration`, { method: 'PUT', body });
    const first = (await (await put()).json()) as object;
    expect(first).toMatchObject({ revision: 2 });
    expect(await (await put()).json()).toEqual(first);
    const view = await (await candidate.fetch(`/api/sessions/${sessionId}`)).json();
    expect(view).toMatchObject({ revision: 2, view: { jobConfiguration: { jobTitle: 'Nurse' } } });
    const end = { operationId: randomUUID() };
    for (const _ of [1, 2]) {
      const ended = await candidate.fetch(`/api/sessions/${sessionId}/end`, { body: end });
      expect([ended.status, await ended.json()]).toEqual([202, { revision: 4 }]);
    }
    body.operationId = randomUUID();
    expect(await errorOf(await put())).toMatchObject({ status: 409, code: 'session_ended' });
    const token = await candidate.fetch(`/api/sessions/${sessionId}/media-token`, { method: 'POST' });
    expect(await errorOf(token)).toMatchObject({ status: 409, code: 'session_ended' });
  });

  it('is gone when it was erased, although a service still held it', async () => {
    const { sessionId } = await candidate.start();
    const id: SessionId = sessionIdSchema.parse(sessionId);
    const instance = instanceIdSchema.parse('telephony-1');
    await gateways.store.commit(id, {
      type: 'record',
      facts: [{ type: 'media.started', streamSid: 'MZ1', instance }],
    });
    const erased = candidate.fetch(`/api/sessions/${sessionId}`, { method: 'DELETE' });
    expect((await erased).status).toBe(204);
    const left = await gateways.redis.keys(`*${sessionId}*`);
    expect(left).toEqual([sessionKeys.tombstone(id)]);
    expect(await gateways.redis.zscore(keys.live, id)).toBeNull();
    const late = await gateways.store.commit(id, { type: 'release', service: 'telephony', instance });
    expect(late.outcome).toBe('gone');
    expect((await candidate.fetch(`/api/sessions/${sessionId}`)).status).toBe(404);
    expect(await (await candidate.fetch('/api/sessions')).text()).not.toContain(sessionId);
  });

  it('expires with everything that is stored about it', async () => {
    const { sessionId } = await candidate.start();
    const id = sessionIdSchema.parse(sessionId);
    for (const key of [sessionKeys.record(id), sessionKeys.log(id), sessionKeys.operations(id)]) {
      expect(await gateways.redis.ttl(key)).toBeGreaterThan(0);
    }
  });
});

describe('the price', () => {
  it('is given before the start, with the reason when the call is not possible', async () => {
    const ask = async (call: object) =>
      (await candidate.fetch('/api/quotes', { body: { call, lengthMinutes: 15 } })).json();
    const free = { currency: 'USD', perMinute: 0, estimate: 0 };
    expect(await ask({ via: 'browser' })).toEqual({ allowed: true, ...free });
    expect(await ask({ via: 'phone', phoneNumber: '+14155550100' })).toEqual({ allowed: true, ...free });
    expect(await ask({ via: 'phone', phoneNumber: '911' })).toMatchObject({
      allowed: false,
      reason: /cannot be called/,
    });
    expect(await ask({ via: 'dial_in' })).toEqual({ allowed: true, ...free });
  });
});

describe('an operator', () => {
  const operator = (path: string, init: RequestInit = {}) =>
    fetch(`${gateways.url}/api/operator${path}`, {
      ...init,
      headers: { authorization: `Bearer ${gatewayOperatorToken}`, 'content-type': 'application/json' },
    });

  it('switches dialling off and on', async () => {
    const call = { via: 'phone', phoneNumber: '+14155550100' };
    const put = (enabled: boolean) =>
      operator('/dialling', { method: 'PUT', body: JSON.stringify({ enabled }) });
    expect((await put(false)).status).toBe(200);
    expect(await refused(browserStart(randomUUID(), { call }))).toMatchObject({
      status: 503,
      code: 'dialling_disabled',
    });
    await put(true);
    const other = await visit(gateways.url);
    const started = await other.fetch('/api/sessions', { body: browserStart(randomUUID(), { call }) });
    expect(started.status).toBe(201);
  });

  it('sees the instances and the live sessions, without what these are about', async () => {
    const { sessionId } = await candidate.start({ jobConfiguration: { jobTitle: 'Very secret job' } });
    const sessions = await (await operator('/sessions')).text();
    expect(sessions).toContain(sessionId);
    expect(sessions).not.toContain('secret');
    const instances = await (await operator('/instances')).json();
    expect(instances).toMatchObject({
      instances: [
        { service: 'ai-bridge', instance: 'idle-bridge' },
        { service: 'frontend-gateway', instance: 'gateway-1' },
      ],
    });
  });
});

it('describes its socket too', async () => {
  const description = await (await fetch(`${gateways.url}/api/asyncapi.json`)).text();
  for (const type of ['hello', 'job.configuration', 'call.status_changed', 'ack']) {
    expect(description).toContain(`"const":"${type}"`);
  }
});

it('serves every route that it describes', async () => {
  const description = (await (await fetch(`${gateways.url}/api/openapi.json`)).json()) as { paths: object };
  expect(Object.keys(description.paths)).toEqual(Object.keys(describedRoutes));
  for (const [path, methods] of Object.entries(describedRoutes)) {
    for (const method of Object.keys(methods)) {
      const response = await fetch(`${gateways.url}${path.replace(/\{\w+\}/, 'ses_0123456789')}`, {
        method: method.toUpperCase(),
      });
      expect([path, method, response.status === 404]).toEqual([path, method, false]);
    }
  }
});

it('limits starts, live sessions and connections, and says when to come back', async () => {
  const limited = await startGateways({
    env: { SESSION_STARTS_PER_10_MINUTES: '3', MAX_LIVE_CALLS: '4', PHONE_CALLS: 'off' },
  });
  try {
    const eager = await visit(limited.url);
    const statuses: number[] = [];
    for (let start = 0; start < 4; start += 1) {
      statuses.push((await eager.fetch('/api/sessions', { body: browserStart(randomUUID()) })).status);
    }
    const answer = await eager.fetch('/api/sessions', { body: browserStart(randomUUID()) });
    expect([...statuses, answer.status]).toEqual([201, 201, 201, 429, 429]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const patient = await visit(limited.url);
    const fourth = sessionStartedSchema.parse(
      await (await patient.fetch('/api/sessions', { body: browserStart(randomUUID()) })).json(),
    );
    const full = await patient.fetch('/api/sessions', { body: browserStart(randomUUID()) });
    expect([full.status, full.headers.get('retry-after')]).toEqual([429, '30']);
    const again = browserStart(randomUUID(), { previousSessionId: fourth.sessionId });
    expect((await patient.fetch('/api/sessions', { body: again })).status).toBe(201);
    const call = { via: 'phone', phoneNumber: '+14155550100' };
    const phone = await errorOf(
      await patient.fetch('/api/sessions', { body: browserStart(randomUUID(), { call }) }),
    );
    expect(phone).toMatchObject({ status: 422, code: 'phone_unavailable' });
  } finally {
    await limited.close();
  }
});
