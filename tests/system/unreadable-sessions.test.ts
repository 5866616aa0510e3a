import { commitForeignEvent } from '@ringback/session-model/store/foreign-event';
import { overwriteRecord, readStoredRecord } from '@ringback/session-model/store/stored-record';
import { type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { operatorToken, type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let candidate: CandidateClient;
beforeEach(async () => {
  stack = await startStack({
    answer: () => ({ type: 'answers', afterMs: 0, keys: [{ digits: '1', afterMs: 0 }] }),
    env: { RETENTION_DAYS: '1' },
  });
  candidate = await visit(stack.gatewayUrl);
});
afterEach(() => stack.close());

const operator = (path: string, method = 'GET', body?: unknown) =>
  fetch(`${stack.gatewayUrl}/api/operator/${path}`, {
    method,
    headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const isSetAside = async (id: string) => (await stack.redis.zscore(keys.quarantine, id)) !== null;
const phaseOf = async (id: string) => (await readStoredRecord(stack.redis, id)).phase;

async function readMetric(name: string): Promise<number> {
  const texts = await Promise.all(
    stack.serviceUrls.map(async (url) => (await fetch(`${url}/metrics`)).text()),
  );
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line.startsWith(name));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/** One field of one record becomes unreadable, or something else replaces the record. */
const damages: readonly [string, (id: SessionId) => Promise<unknown>][] = [
  ['its configuration is garbage', (id) => overwriteRecord(stack.redis, id, { jobConfiguration: '{"jobTi' })],
  ['its times are of another shape', (id) => overwriteRecord(stack.redis, id, { times: '"noon"' })],
  ['its phase is no phase', (id) => overwriteRecord(stack.redis, id, { phase: 'paused' })],
  ['its revision is no number', (id) => overwriteRecord(stack.redis, id, { revision: 'x' })],
  [
    'it is no record at all',
    async (id) => {
      await stack.redis.del(sessionKeys.record(id));
      await stack.redis.set(sessionKeys.record(id), 'x');
    },
  ],
];

async function startDamaged(damage: (id: SessionId) => Promise<unknown>): Promise<SessionId> {
  const { sessionId } = await candidate.start();
  const id = sessionIdSchema.parse(sessionId);
  await damage(id);
  await stack.redis.zadd(keys.live, 1, id);
  return id;
}

describe('a session that cannot be read', { timeout: 60_000 }, () => {
  it('has its deadline, its entry on the lists and its erasure, and takes no other one along', async () => {
    const bystander = await candidate.start();
    const ids: SessionId[] = [];
    for (const [, damage] of damages) ids.push(await startDamaged(damage));
    // The deadline of a bystander passes while they are there.
    const overdue = await candidate.start();
    await overwriteRecord(stack.redis, overdue.sessionId, { deadlineAt: '1' });
    await stack.redis.zadd(keys.live, 1, overdue.sessionId);
    await eventually(async () => (await phaseOf(overdue.sessionId)) === 'closed', 8_000);
    for (const id of ids) await eventually(() => isSetAside(id), 8_000);
    expect(await stack.redis.zrange(keys.live, '0', '-1')).toEqual([bystander.sessionId]);
    expect(await readMetric('ringback_unreadable_total{kind="record"')).toBeGreaterThan(0);

    const shown = await (await operator('sessions')).json();
    expect(shown.sessions).toHaveLength(1);
    expect(shown.unreadable.map(({ sessionId }: { sessionId: string }) => sessionId).toSorted()).toEqual(
      ids.toSorted(),
    );
    const listed = await (await candidate.fetch('/api/sessions')).json();
    expect(listed.sessions).toHaveLength(2);
    expect(listed.unreadable.toSorted()).toEqual(ids.toSorted());

    const [first, second, ...rest] = ids;
    expect((await candidate.fetch(`/api/sessions/${first}`)).status).toBe(500);
    expect((await candidate.fetch(`/api/sessions/${first}`, { method: 'DELETE' })).status).toBe(204);
    expect((await operator(`sessions/${second}`, 'DELETE')).status).toBe(204);
    expect((await operator(`sessions/${bystander.sessionId}`, 'DELETE')).status).toBe(404);
    for (const id of rest) await candidate.fetch(`/api/sessions/${id}`, { method: 'DELETE' });
    for (const id of ids) {
      expect(
        await stack.redis.exists(sessionKeys.record(id), sessionKeys.log(id), sessionKeys.operations(id)),
      ).toBe(0);
      expect(await isSetAside(id)).toBe(false);
    }
    expect((await (await candidate.fetch('/api/sessions')).json()).unreadable).toEqual([]);
  });

  it('is no obstacle to a reset of all', async () => {
    const ids: SessionId[] = [];
    for (const [, damage] of damages) {
      const { sessionId } = await candidate.start();
      ids.push(sessionIdSchema.parse(sessionId));
      await damage(sessionIdSchema.parse(sessionId));
    }
    const { operationId } = await (await operator('reset-all', 'POST', { confirm: 'reset all' })).json();
    await eventually(async () => (await (await operator(`reset-all/${operationId}`)).json()).done, 8_000);
    for (const id of ids) await eventually(() => isSetAside(id), 8_000);
  });

  it('does not keep its owner from practising again', async () => {
    const id = await startDamaged(async (of) => overwriteRecord(stack.redis, of, { times: '1' }));
    expect((await candidate.start({ previousSessionId: id })).phase).toBe('configured');
    const stranger = await visit(stack.gatewayUrl);
    expect((await stranger.fetch(`/api/sessions/${id}`, { method: 'DELETE' })).status).toBe(404);
    // To anyone but its owner it looks as if it did not exist.
    expect((await stranger.fetch(`/api/sessions/${id}`)).status).toBe(404);
    expect((await candidate.fetch(`/api/sessions/${id}/ticket`, { body: {} })).status).toBe(500);
  });

  it('during a call is released by every service that holds something of it, and the carrier hangs up', async () => {
    const call = { via: 'phone', phoneNumber: '+14155550100' } as const;
    const started = await candidate.start({ call });
    const id = sessionIdSchema.parse(started.sessionId);
    const viewer = await candidate.watch(started);
    await eventually(async () => (await phaseOf(id)) === 'active', 15_000);
    await overwriteRecord(stack.redis, id, { holders: 'nobody can read this' });
    await stack.redis.zadd(keys.live, 1, id);
    await eventually(() => isSetAside(id), 8_000);
    expect((await viewer.closed).code).toBe(1000);
    await eventually(() => stack.carrier?.calls.every(({ status }) => status === 'completed'), 8_000);
    await quietCheck(stack);
  });
});

describe('two versions side by side', { timeout: 60_000 }, () => {
  it('an event that this version does not know costs neither the call nor its end', async () => {
    const started = await candidate.start();
    const id = sessionIdSchema.parse(started.sessionId);
    const viewer = await candidate.watch(started);
    const line = await candidate.talk(started);
    await viewer.waitFor('transcript.completed');
    expect(await commitForeignEvent(stack.redis, id)).toBeGreaterThan(1);
    const late = await candidate.watch({ sessionId: id, ticket: await candidate.ticket(id) });
    await eventually(() => late.messages.some(({ type }) => type === 'welcome'));
    late.close();
    expect((await candidate.fetch(`/api/sessions/${id}`)).status).toBe(200);
    await candidate.fetch(`/api/sessions/${id}/end`, { body: { operationId: crypto.randomUUID() } });
    await viewer.waitFor('session.closed');
    expect((await viewer.closed).code).toBe(1000);
    expect((await line.closed).code).toBe(1000);
    // What the newer version keeps on the record is still there.
    expect((await readStoredRecord(stack.redis, id)).mood).toBe('"cheerful"');
    expect(viewer.revisions).toEqual(viewer.revisions.map((_, place) => place + (viewer.revisions[0] ?? 1)));
    expect(stack.logs.errors()).toEqual([]);
  });

  it('a session that is over by its record alone is let go of, audio, model and page', async () => {
    const started = await candidate.start();
    const id = sessionIdSchema.parse(started.sessionId);
    const viewer = await candidate.watch(started);
    const line = await candidate.talk(started);
    await viewer.waitFor('transcript.completed');
    await overwriteRecord(stack.redis, id, { phase: 'closed' });
    expect((await line.closed).code).toBe(1000);
    expect((await viewer.closed).code).toBe(1000);
    await stack.redis.zrem(keys.live, id);
    await quietCheck(stack);
  });
});
