import { randomUUID } from 'node:crypto';
import { overwriteRecord, readStoredRecord } from '@ringback/session-model/store/stored-record';
import { deletionReferenceSchema } from '@ringback/shared/contract/deletion-record';
import { type CandidateId, candidateIdSchema, instanceIdSchema } from '@ringback/shared/contract/ids';
import { noteCalled, readCalled, toLimitText } from '@ringback/shared/redis/admission/called-numbers';
import { awaitPrice } from '@ringback/shared/redis/admission/carrier-prices';
import { dayOf } from '@ringback/shared/redis/admission/reservations';
import { verifyNumber } from '@ringback/shared/redis/admission/verified-numbers';
import { openDeletionRecord, readDeletionRecord } from '@ringback/shared/redis/erasure/deletion-records';
import { noteRequest } from '@ringback/shared/redis/erasure/erasure-requests';
import { keys } from '@ringback/shared/redis/keys';
import { createReportQueue } from '@ringback/shared/redis/queues/report-queue';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { createNumberHashes } from '@ringback/shared/runtime/number-hashes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { type Gateways, gatewayOperatorToken, gatewayPage, startGateways } from '../support/gateways.ts';
import { beginInterview, newSession } from '../support/new-session.ts';
import { testKeys } from '../support/settings.ts';

const env = {
  ...{ MODEL_MODE: 'live', PHONE_CALLS: 'stand_in', DIAL_ALLOWED_COUNTRIES: 'US' },
  ...{ DAILY_SPEND_LIMIT_USD: '1000', DAILY_SPEND_SHARE_PER_CANDIDATE: '0.5' },
  ...{ SESSION_STARTS_PER_10_MINUTES: '50', READS_PER_MINUTE: '10000', TICKETS_PER_MINUTE: '50' },
};
const phoneNumber = '+14155550100';
const hashes = createNumberHashes({
  numberHashKey: [testKeys.NUMBER_HASH_KEY],
  dataEncryptionKey: [testKeys.DATA_ENCRYPTION_KEY],
});

let gateways: Gateways;
let candidate: CandidateClient;
beforeEach(async () => {
  gateways = await startGateways({ count: 2, env });
  candidate = await visit(gateways.url);
});
afterEach(async () => {
  expect(gateways.logs.errors()).toEqual([]);
  await gateways.close();
});

const ownerOf = async (sessionId: string): Promise<CandidateId> =>
  candidateIdSchema.parse((await readStoredRecord(gateways.redis, sessionId)).ownerId);
const operationId = () => randomUUID() as never;

/** Names and contents of all keys, as far as a text can be found in them. A ticket lives for thirty seconds. */
async function everythingInRedis(): Promise<string> {
  const names = (await gateways.redis.keys('*')).filter((name) => !name.startsWith('ticket:'));
  const dumps = await Promise.all(names.map((name) => gateways.redis.dumpBuffer(name)));
  return names.map((name, index) => `${name} ${dumps[index]?.toString('latin1') ?? ''}`).join('\n');
}

/** As when the time of starts under way is over, which the upkeep waits for. */
async function letTimePass(reference: string): Promise<void> {
  const request = JSON.parse((await gateways.redis.hget(keys.erasureRequests, reference)) ?? '');
  const text = JSON.stringify({ ...request, askedAt: request.askedAt - 60_000 });
  await gateways.redis.hset(keys.erasureRequests, reference, text);
  await gateways.redis.del(keys.erasureWalk(reference as never));
  await eventually(async () => (await gateways.redis.hlen(keys.erasureRequests)) === 0, 15_000);
}

/** A candidate with everything that one can have. */
async function practiseALot() {
  const { redis, store } = gateways;
  const called = await candidate.start({ call: { via: 'phone', phoneNumber } });
  const owner = await ownerOf(called.sessionId);
  const facts = [
    { type: 'call.dialled', instance: instanceIdSchema.parse('telephony-1') },
    { type: 'call.placed', callSid: `CA${'1'.repeat(32)}` },
  ] as const;
  await store.commit(called.sessionId, { type: 'record', facts });
  const talked = await candidate.start();
  await beginInterview(store, talked.sessionId);
  await candidate.api.share(talked.sessionId);
  expect((await candidate.fetch('/api/candidate/device-code', { method: 'POST' })).status).toBe(201);
  const damaged = await candidate.start();
  await overwriteRecord(redis, damaged.sessionId, { jobConfiguration: '{"jobTi' });
  const noRecord = await candidate.start();
  await redis.del(sessionKeys.record(noRecord.sessionId));
  await redis.set(sessionKeys.record(noRecord.sessionId), 'x');
  // What its reaper would do, which a gateway alone lacks.
  for (const { sessionId } of [damaged, noRecord]) await redis.zrem(keys.live, sessionId);
  const forgotten = await newSession(store, { ownerId: owner });
  await redis.zrem(keys.candidateSessions(owner), forgotten);
  await verifyNumber(redis, hashes, { candidateId: owner, phoneNumber });
  await noteCalled(redis, hashes, { phoneNumber, candidateId: owner, what: 'dialled', at: Date.now() });
  const share = `candidate:${hashes.newest(toLimitText(owner))}`;
  await awaitPrice(redis, `CA${'2'.repeat(32)}`, {
    ...{ day: dayOf(Date.now()), shares: [{ name: share, most: 1 }], askedAgainAt: Date.now() },
    ...{ bookedUsd: 1, perMinuteUsd: null },
  });
  return {
    owner,
    sessions: [called, talked, damaged, noRecord].map(({ sessionId }) => sessionId),
    forgotten,
  };
}

describe('everything of a candidate', { timeout: 60_000 }, () => {
  it('is told before, and is gone after: each session, and every key with their id or a hash of it', async () => {
    const { redis } = gateways;
    const bystander = await visit(gateways.url);
    const other = await bystander.start();
    await bystander.api.share(other.sessionId);
    const { owner, sessions, forgotten } = await practiseALot();
    const before = await candidate.api.erasurePreview(null);
    expect(before).toMatchObject({
      ...{ live: 3, isAtLeast: false },
      counts: { interviews: 4, transcripts: 1, share_links: 1, call_records: 1, verified_numbers: 1 },
    });
    expect(before.counts.limits).toBeGreaterThan(2);
    const share = keys.spentShare(dayOf(Date.now()), `candidate:${hashes.newest(toLimitText(owner))}`);
    expect(await redis.exists(share)).toBe(1);

    const record = await candidate.api.eraseEverything(operationId());
    expect(record).toMatchObject({ scope: 'everything', by: 'candidate', fileRewrittenAt: null });
    const ended = await eventuallyErased(record.reference);
    // The one that its index had forgotten is found too.
    expect(ended.counts).toMatchObject({ ...before.counts, interviews: 5, limits: expect.any(Number) });

    await letTimePass(record.reference);
    const stored = await everythingInRedis();
    for (const secret of [
      owner,
      hashes.newest(toLimitText(owner)),
      hashes.newest(`candidate\n${owner}`).slice(0, 16),
    ])
      expect(stored.split('\n').filter((line) => line.includes(secret))).toEqual([]);
    for (const id of [...sessions, forgotten])
      expect(await redis.keys(`*${id}*`)).toEqual([`session:{${id}}:tombstone`]);
    expect(await redis.hgetall(keys.reservations)).toEqual({ [other.sessionId]: expect.any(String) });
    // What happened to the number protects who is called, and names no candidate any more.
    expect(await readCalled(redis, hashes, phoneNumber)).toEqual([
      { at: expect.any(Number), what: 'dialled', by: '' },
    ]);
    expect((await bystander.api.sessions()).sessions).toHaveLength(1);
    expect((await bystander.api.shares(other.sessionId)).shares).toHaveLength(1);

    expect((await candidate.api.sessions()).sessions).toEqual([]);
    const again = await candidate.start();
    expect(await ownerOf(again.sessionId)).not.toBe(owner);
  });

  it('is erased once, and a request whose answer was lost gets the same deletion record', async () => {
    await candidate.start();
    const cookie = candidate.cookie;
    const id = operationId();
    const record = await candidate.api.eraseEverything(id);
    const path = `${gateways.url}/api/candidate?operationId=${id}`;
    const headers = { cookie, origin: gatewayPage };
    const repeated = await fetch(path, { method: 'DELETE', headers });
    expect(repeated.status).toBe(202);
    expect(await repeated.json()).toMatchObject({ reference: record.reference, counts: { interviews: 1 } });
    await letTimePass(record.reference);
    expect((await candidate.api.deletionRecord(record.reference)).counts.interviews).toBe(1);
  });

  it('that was started while it was erased is gone too, and a start by the old cookie is refused', async () => {
    const { redis, store } = gateways;
    const { sessionId } = await candidate.start();
    const owner = await ownerOf(sessionId);
    const second = candidate.cookie;
    const { reference } = await candidate.api.eraseEverything(operationId());
    const started = await fetch(`${gateways.url}/api/sessions`, {
      method: 'POST',
      headers: { cookie: second, origin: gatewayPage, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ operationId: randomUUID(), jobConfiguration: { jobTitle: 'Baker' }, call: { via: 'browser' } },
      }),
    });
    expect([started.status, (await started.json()).error.code]).toEqual([401, 'candidate_unknown']);
    const entered = await fetch(`${gateways.url}/api/candidate`, {
      method: 'POST',
      headers: { cookie: second, origin: gatewayPage },
    });
    expect(entered.headers.getSetCookie()[0]).not.toContain(owner);
    // One that had passed that check before.
    const straggler = await newSession(store, { ownerId: owner });
    await letTimePass(reference);
    expect(await redis.keys(`*${straggler}*`)).toEqual([`session:{${straggler}}:tombstone`]);
    expect(await redis.keys(`*${owner}*`)).toEqual([]);
  });

  it('has a limit that it does not erase, and that names nobody', async () => {
    await candidate.start();
    const { cookie } = candidate;
    const ask = async () => {
      const headers = { cookie, origin: gatewayPage };
      const path = `${gateways.url}/api/candidate?operationId=${randomUUID()}`;
      return (await fetch(path, { method: 'DELETE', headers })).status;
    };
    const statuses: number[] = [];
    for (let each = 0; each < 6; each += 1) statuses.push(await ask());
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    const names = await gateways.redis.keys('limit:erasures:candidate:*');
    expect(names).toHaveLength(1);
    const id = candidateIdSchema.parse(/=(can_[\w-]+)\./.exec(cookie)?.[1]);
    expect(names.join()).not.toContain(id);
  });

  it('is a deletion record’s: it says nothing of a person, and an operator finds it', async () => {
    const { sessionId } = await candidate.start();
    const owner = await ownerOf(sessionId);
    const { reference } = await candidate.api.eraseEverything(operationId());
    await eventuallyErased(reference);
    const stored = JSON.stringify(await gateways.redis.hgetall(keys.deletionRecord(reference)));
    for (const secret of [sessionId, owner]) expect(stored).not.toContain(secret);
    const ask = (typed: string) =>
      fetch(`${gateways.url}/api/operator/deletion-records/${typed}`, {
        headers: { authorization: `Bearer ${gatewayOperatorToken}` },
      });
    const found = await ask(reference.toLowerCase().replaceAll('-', ''));
    expect(await found.json()).toEqual(await candidate.api.deletionRecord(reference));
    expect((await ask('0000-0000-0000-0000')).status).toBe(404);
    expect((await ask('x')).status).toBe(400);
    const audit = JSON.stringify(await gateways.redis.xrange(keys.operatorAudit, '-', '+'));
    expect(audit).toContain('/deletion-records/:reference');
    expect(audit).not.toContain(reference.replaceAll('-', ''));
  });
});

async function eventuallyErased(reference: string) {
  await eventually(async () => (await candidate.api.deletionRecord(reference)).erasedAt !== null, 15_000);
  return await candidate.api.deletionRecord(reference);
}

describe('an erasure whose gateway dies in the middle', { timeout: 60_000 }, () => {
  it('is finished by another one, with what the first had left of a session', async () => {
    const { redis } = gateways;
    const [one, two] = [await candidate.start(), await candidate.start()];
    const owner = await ownerOf(one.sessionId);
    // As it is left after the first session's record, and before its job and its entry in the index.
    const queue = createReportQueue(redis);
    await queue.add('report', { sessionId: one.sessionId, version: 1 }, { jobId: `${one.sessionId}-1` });
    await redis.del(sessionKeys.record(one.sessionId));
    const reference = deletionReferenceSchema.parse('0000-0000-0000-0000');
    const askedAt = Date.now() - 60_000;
    await openDeletionRecord(redis, { reference, scope: 'everything', by: 'candidate', askedAt });
    await noteRequest(redis, { reference, owners: [owner], sessionId: null, askedAt });
    await eventually(async () => (await redis.hlen(keys.erasureRequests)) === 0, 15_000);
    for (const { sessionId } of [one, two])
      expect(await redis.keys(`*${sessionId}*`)).toEqual([`session:{${sessionId}}:tombstone`]);
    expect(await redis.keys(`*${owner}*`)).toEqual([]);
    expect((await readDeletionRecord(redis, reference))?.erasedAt).toEqual(expect.any(Number));
    await queue.close();
  });

  it('is finished too where one session was to be erased', async () => {
    const { redis } = gateways;
    const { sessionId } = await candidate.start();
    const owner = await ownerOf(sessionId);
    const reference = deletionReferenceSchema.parse('0000-0000-0000-0001');
    await noteRequest(redis, { reference, owners: [owner], sessionId, askedAt: Date.now() });
    await eventually(async () => (await redis.hlen(keys.erasureRequests)) === 0, 15_000);
    expect(await redis.keys(`*${sessionId}*`)).toEqual([`session:{${sessionId}}:tombstone`]);
    expect((await candidate.api.sessions()).sessions).toEqual([]);
  });
});
