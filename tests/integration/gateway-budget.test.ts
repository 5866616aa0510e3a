import { randomUUID } from 'node:crypto';
import { readStoredRecord } from '@ringback/session-model/store/stored-record';
import type { SessionId } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import { readStoreMemory } from '@ringback/shared/redis/memory';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, describe, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type Gateways, startGateways } from '../support/gateways.ts';
import { recordInterview } from '../support/report/recorded-interview.ts';
import { testRedisUrl } from '../support/test-redis.ts';

let gateways: Gateways;
afterEach(async () => {
  await gateways.redis.config('SET', 'maxmemory', '0');
  await gateways.close();
});

const job = (jobTitle: string) => ({ jobTitle, jobDescription: 'x'.repeat(5_000) });

describe('changes of a configuration', () => {
  it('are limited per minute for a candidate, by HTTP and socket together; a repetition or an unchanged configuration costs none', async () => {
    gateways = await startGateways({ count: 2, env: { CONFIGURATION_CHANGES_PER_MINUTE: '6' } });
    const candidate = await visit(gateways.url);
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    await eventually(() => viewer.messages.some(({ type }) => type === 'welcome'));
    const put = (jobConfiguration: object, operationId: string = randomUUID()) =>
      candidate.fetch(`/api/sessions/${started.sessionId}/job-configuration`, {
        method: 'PUT',
        body: { operationId, jobConfiguration },
      });
    const operationId = randomUUID();
    expect((await put(job('one'), operationId)).status).toBe(200);
    const { revision } = (await gateways.store.read(started.sessionId)) ?? {};
    for (const _ of [1, 2, 3, 4, 5, 6, 7, 8]) {
      expect((await put(job('one'), operationId)).status).toBe(200);
      expect((await put(job('one'))).status).toBe(200);
    }
    expect((await gateways.store.read(started.sessionId))?.revision).toBe(revision);
    for (const title of ['two', 'three', 'four']) expect((await put(job(title))).status).toBe(200);
    const change = (title: string) =>
      viewer.command({ type: 'job.configuration', jobConfiguration: job(title) });
    for (const title of ['five', 'six']) expect(await change(title)).toMatchObject({ outcome: 'ok' });
    expect(await change('seven')).toMatchObject({
      outcome: 'limited',
      retryAfterMs: expect.any(Number),
    });
    const refused = await put(job('eight'));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // Another candidate is not limited by it.
    const other = await visit(gateways.urls[1] ?? '');
    const { sessionId } = await other.start();
    const theirs = await other.fetch(`/api/sessions/${sessionId}/job-configuration`, {
      method: 'PUT',
      body: { operationId: randomUUID(), jobConfiguration: job('nine') },
    });
    expect(theirs.status).toBe(200);
    viewer.close();
  });

  it('are also limited for the session, in number and bytes, so that its log is bounded', async () => {
    gateways = await startGateways({ env: { CONFIGURATION_CHANGES_PER_SESSION: '30' } });
    const candidate = await visit(gateways.url);
    const { sessionId } = await candidate.start();
    const long = 'ç'.repeat(8_000);
    let taken = 0;
    for (let each = 0; each < 40; each += 1) {
      const jobConfiguration = { jobTitle: `Job ${each}`, jobDescription: long, resume: long };
      const answer = await candidate.fetch(`/api/sessions/${sessionId}/job-configuration`, {
        method: 'PUT',
        body: { operationId: randomUUID(), jobConfiguration },
      });
      if (answer.status === 200) taken += 1;
      else expect(answer.status).toBe(429);
    }
    expect(taken).toBe(30);
    const bytes = Number(await gateways.redis.memory('USAGE', `session:{${sessionId}}:log`, 'SAMPLES', '0'));
    expect(bytes).toBeLessThan(1.5 * 1024 * 1024);
  });
});

describe('reports that are made again', () => {
  const interview = { question: 'What was hard?', answer: 'The queue was slow, and I split it.' };

  /** A report that is asked for again and fails, so that the next one can be asked for. */
  async function fail(sessionId: SessionId, version: number): Promise<void> {
    const { outcome } = await gateways.store.commit(sessionId, {
      type: 'record',
      facts: [{ type: 'report.failed', version, hash: null, reason: 'too_slow', costUsd: 0 }],
    });
    expect(outcome).toBe('ok');
  }
  async function begin(env: Record<string, string>) {
    gateways = await startGateways({ count: 2, env });
    const candidate = await visit(gateways.url);
    const { sessionId } = await candidate.start();
    await recordInterview(gateways.store, sessionId, interview);
    await fail(sessionId, 1);
    const ask = (operationId: string = randomUUID()) =>
      candidate.fetch(`/api/sessions/${sessionId}/report`, { body: { operationId } });
    return { candidate, sessionId, ask };
  }

  it('are limited in a day for a candidate, over their sessions; a repetition, or one that cannot be made, costs none', async () => {
    const { candidate, sessionId, ask } = await begin({ REPORTS_AGAIN_PER_DAY: '2' });
    const operationId = randomUUID();
    for (const _ of [1, 2, 3]) expect((await ask(operationId)).status).toBe(202);
    for (const _ of [1, 2, 3])
      expect(await (await ask()).json()).toMatchObject({ error: { code: 'report_under_way' } });
    await fail(sessionId, 2);
    expect((await ask()).status).toBe(202);
    const { sessionId: another } = await candidate.start();
    await recordInterview(gateways.store, another, interview);
    await fail(another, 1);
    const refused = await candidate.fetch(`/api/sessions/${another}/report`, {
      body: { operationId: randomUUID() },
    });
    expect([refused.status, await refused.json()]).toMatchObject([429, { error: { code: 'limited' } }]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(23 * 3_600);
    expect((await gateways.store.read(another))?.record.report).toMatchObject({
      state: 'failed',
      version: 1,
    });
  });

  it('are made once, and cost one of the day, if two pages ask at the same moment; the other page is told so', async () => {
    const { sessionId, ask } = await begin({ REPORTS_AGAIN_PER_DAY: '2' });
    const answers = await Promise.all([ask(), ask()]);
    const told = await Promise.all(answers.map(async (answer) => [answer.status, await answer.json()]));
    expect(told.toSorted()).toMatchObject([
      [202, {}],
      [409, { error: { code: 'report_under_way' } }],
    ]);
    await fail(sessionId, 2);
    expect((await ask()).status).toBe(202);
  });
});

it('corrections of a transcript have a limit of their own, with room for a whole reading', async () => {
  gateways = await startGateways({
    env: { CONFIGURATION_CHANGES_PER_MINUTE: '6', CONFIGURATION_CHANGES_PER_SESSION: '30' },
  });
  const candidate = await visit(gateways.url);
  const { sessionId } = await candidate.start();
  await recordInterview(gateways.store, sessionId, { question: 'What was hard?', answer: 'The cue.' });
  const statuses: number[] = [];
  for (let each = 1; each <= 61; each += 1) {
    const answer = await candidate.fetch(`/api/sessions/${sessionId}/transcript/a1`, {
      ...{ method: 'PUT', body: { operationId: randomUUID(), text: `The queue, ${each}.` } },
    });
    statuses.push(answer.status);
  }
  expect(statuses).toEqual([...Array.from({ length: 60 }, () => 202), 429]);
});

it('reads of sessions are limited per minute, and refused while too much was sent', async () => {
  gateways = await startGateways({ env: { READS_PER_MINUTE: '20', SENT_MIB_PER_MINUTE: '1' } });
  const reader = await visit(gateways.url);
  const { sessionId } = await reader.start();
  const look = () => reader.fetch(`/api/sessions/${sessionId}`);
  const statuses = (await Promise.all(Array.from({ length: 30 }, look))).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);

  const greedy = await visit(gateways.url);
  const long = 'x'.repeat(8_000);
  const own = await greedy.start({
    jobConfiguration: { jobTitle: 'Baker', jobDescription: long, resume: long },
  });
  await gateways.redis.set(
    `limit:sent-bytes:candidate:${await ownerOf(own.sessionId)}`,
    1024 * 1024,
    'PX',
    60_000,
  );
  expect((await greedy.fetch(`/api/sessions/${own.sessionId}`)).status).toBe(429);
  expect((await greedy.fetch('/api/sessions')).status).toBe(429);
});

it('a route that reads a session costs a look before it reads, and a list one for each record', async () => {
  gateways = await startGateways({ env: { READS_PER_MINUTE: '9', SENT_MIB_PER_MINUTE: '1' } });
  const reader = await visit(gateways.url);
  const { sessionId } = await reader.start();
  const { url } = await reader.api.share(sessionId);
  const token = new URL(url).hash.slice(1);
  const operationId = randomUUID();
  const asks: [string, { method?: string; body?: object }][] = [
    ['/share', { body: {} }],
    ['/share', {}],
    ['/share/shr_00000000', { method: 'DELETE' }],
    ['/end', { body: { operationId } }],
    ['/reset', { body: { operationId } }],
    ['/ticket', { body: {} }],
    ['/media-token', { body: {} }],
    ['/job-configuration', { method: 'PUT', body: { operationId, jobConfiguration: { jobTitle: 'Baker' } } }],
    ['', { method: 'DELETE' }],
    ['', {}],
  ];
  const owner = await ownerOf(sessionId);
  const looks = `limit:reads:candidate:${owner}`;
  for (const [path, init] of asks) {
    await gateways.redis.set(looks, 9, 'PX', 60_000);
    const { status } = await reader.fetch(`/api/sessions/${sessionId}${path}`, init);
    expect([path, init.method, status]).toEqual([path, init.method, 429]);
  }
  // A coach opens a shared link with their own look.
  const open = () => reader.fetch('/api/share/ticket', { body: { token } });
  expect((await open()).status).toBe(429);
  await gateways.redis.set(looks, 8, 'PX', 60_000);
  expect([(await open()).status, (await open()).status]).toEqual([201, 429]);
  await gateways.redis.del(looks);
  for (const _ of [1, 2]) await reader.start();
  expect((await reader.fetch('/api/sessions')).status).toBe(200);
  expect(await gateways.redis.get(looks)).toBe('3');
  const sentBytes = async () => Number(await gateways.redis.get(`limit:sent-bytes:candidate:${owner}`));
  await eventually(async () => (await sentBytes()) > 100);
});

it('three simultaneous erasures of a session are one, which tells what the call has cost', async () => {
  gateways = await startGateways({ env: { MODEL_MODE: 'live' } });
  const candidate = await visit(gateways.url);
  const { sessionId } = await candidate.start();
  const erase = () => candidate.fetch(`/api/sessions/${sessionId}`, { method: 'DELETE' });
  const statuses = (await Promise.all([erase(), erase(), erase()])).map(({ status }) => status);
  expect(statuses).toEqual([204, 204, 204]);
  const figures = await (await fetch(`${gateways.url}/metrics`)).text();
  expect(figures).not.toMatch(/ringback_commits_total\{[^}]*outcome="duplicate"/);
  expect(figures).toMatch(/ringback_call_cost_usd\{part="model"/);
  expect(gateways.logs.lines.filter(({ msg }) => msg === 'call settled')).toMatchObject([{ sessionId }]);
});

it('the dial queue keeps few of its events, so that an erasure has little to search', async () => {
  gateways = await startGateways();
  await eventually(
    async () => (await gateways.redis.hget('{ringback}:dial:meta', 'opts.maxLenEvents')) === '1000',
  );
});

const ownerOf = async (sessionId: string) => (await readStoredRecord(gateways.redis, sessionId)).ownerId;

describe('the memory of Redis', () => {
  it('above eight tenths refuses every start, logs that once, and allows starts again when there is room', async () => {
    gateways = await startGateways();
    const candidate = await visit(gateways.url);
    const start = () =>
      candidate.fetch('/api/sessions', {
        body: {
          operationId: randomUUID(),
          jobConfiguration: { jobTitle: 'Baker' },
          call: { via: 'browser' },
        },
      });
    expect((await start()).status).toBe(201);
    const { usedBytes } = await readStoreMemory(gateways.redis);
    await gateways.redis.config('SET', 'maxmemory', String(Math.round(usedBytes * 1.15)));
    await eventually(async () => (await start()).status === 503, 5_000);
    for (const _ of [1, 2, 3]) {
      const refused = await start();
      expect(refused.status).toBe(503);
      expect(await refused.json()).toMatchObject({
        error: { code: 'store_full', details: { retryAfterMs: expect.any(Number) } },
      });
    }
    expect(gateways.logs.errors()).toMatchObject([{ msg: 'Redis is nearly full, no session is started' }]);
    await gateways.redis.config('SET', 'maxmemory', String(usedBytes * 4));
    await eventually(async () => (await start()).status === 201, 5_000);
  });

  it('must have a bound in live mode', async () => {
    gateways = await startGateways();
    const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
    const connect = async (mustBeBounded: boolean) => {
      const client = await connectCommands(await testRedisUrl(), logger, 'test', { mustBeBounded });
      client.disconnect();
    };
    await expect(connect(true)).rejects.toThrow('Redis needs a bound in live mode: set maxmemory');
    await connect(false);
    await gateways.redis.config('SET', 'maxmemory', '1gb');
    await connect(true);
  });
});

it('MAX_VIEWERS=0 means no limit, like every other limit', async () => {
  gateways = await startGateways({ env: { MAX_VIEWERS: '0' } });
  const candidate = await visit(gateways.url);
  const viewer = await candidate.watch(await candidate.start());
  await eventually(() => viewer.messages.some(({ type }) => type === 'welcome'));
  viewer.close();
});
