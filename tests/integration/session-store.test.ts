import { createMeddlingRedis } from '@ringback/session-model/store/meddling-redis';
import { overwriteRecord, readStoredRecord } from '@ringback/session-model/store/stored-record';
import { type SessionId, services } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { issueTicket, redeemTicket } from '@ringback/shared/redis/admission/tickets';
import { connectCommands } from '@ringback/shared/redis/connect';
import { createLeases } from '@ringback/shared/redis/fleet/leases';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { closeUnreadable, listSetAside } from '@ringback/shared/redis/session/quarantine';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import type { Fact } from '@ringback/shared/session/command';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bakerHash, beginInterview, jobConfiguration, newSession } from '../support/new-session.ts';
import { redisUrlOfEach } from '../support/service-redis.ts';
import { testRedisUrl } from '../support/test-redis.ts';

let redisUrl: string;
let redis: ScriptedRedis;
let store: SessionStore;
let generation = 0;
const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });

beforeAll(async () => {
  redisUrl = await testRedisUrl();
  redis = await connectCommands(redisUrl, logger, 'test');
  store = createSessionStore({ redis, fleetGeneration: () => generation });
});
afterAll(() => redis.disconnect());

const media = { type: 'media.started' as const, streamSid: 'MZ1', instance: 't-1' as never };

describe('a commit', () => {
  it('moves record and log together, and the record is the fold of the log', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    await store.commit(id, { type: 'record', facts: [media] });
    await store.commit(id, { type: 'end', reason: 'reset' });
    const read = await store.read(id);
    const log = await store.readLog(id, 0);
    expect(log.map(({ revision }) => revision)).toEqual([1, 2, 3]);
    expect(read?.revision).toBe(3);
    expect(read?.commitId).toBe(log.at(-1)?.commitId);
    expect(log.map(({ event }) => event).reduce<SessionRecord | null>(evolveRecord, null)).toEqual(
      read?.record,
    );
  });

  it('is applied once under one operation id, and refused under it for another body', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    const change = { type: 'change_configuration' as const, jobConfiguration, configurationHash: bakerHash };
    const options = { operationId: 'operation-1', bodyHash: 'one' };
    expect((await store.commit(id, change, options)).outcome).toBe('ok');
    expect(await store.commit(id, change, options)).toEqual({ outcome: 'duplicate', revision: 2 });
    expect((await store.commit(id, change, { ...options, bodyHash: 'other' })).outcome).toBe(
      'operation_conflict',
    );
    expect((await store.read(id))?.revision).toBe(2);
  });

  it('answers a repeated operation also when its phase is long over', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    const options = { operationId: 'operation-2' };
    await store.commit(id, { type: 'record', facts: [media] }, options);
    await store.commit(id, { type: 'end', reason: 'reset' });
    expect((await store.commit(id, { type: 'record', facts: [media] }, options)).outcome).toBe('duplicate');
  });

  it('survives fifty at once: every one applied, no revision twice', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    await beginInterview(store, id);
    const item = (itemId: string) => ({
      type: 'transcript.completed' as const,
      itemId,
      previousItemId: null,
      speaker: 'candidate' as const,
      text: 'x',
      startedAtMs: 0,
      endedAtMs: 1,
    });
    // Conflicts are decided again, at most thirty times in a row. Five at a time stays below that.
    for (let batch = 0; batch < 10; batch++) {
      const results = await Promise.all(
        [1, 2, 3, 4, 5].map((n) => store.commit(id, { type: 'record', facts: [item(`i${batch}-${n}`)] })),
      );
      expect(results.map(({ outcome }) => outcome)).toEqual(Array(5).fill('ok'));
    }
    const log = await store.readLog(id, 0);
    expect(log.map(({ revision }) => revision)).toEqual(log.map((_, index) => index + 1));
    expect(log).toHaveLength(54);
  });

  it('of an earlier lease holder is fenced', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    const leases = createLeases(redis);
    const first = await leases.take(id, 'bridge', 'b-1' as never);
    expect(await leases.take(id, 'bridge', 'b-2' as never)).toEqual({ outcome: 'taken' });
    if (first.outcome !== 'ok') throw new Error('not taken');
    await leases.give(id, 'bridge', 'b-1' as never, first.token);
    const second = await leases.take(id, 'bridge', 'b-2' as never);
    if (second.outcome !== 'ok') throw new Error('not taken');
    expect(second.token).toBe(first.token + 1);
    const commit = (token: number) =>
      store.commit(id, { type: 'record', facts: [media] }, { fence: { role: 'bridge', token } });
    expect((await commit(first.token)).outcome).toBe('fenced');
    expect((await commit(second.token)).outcome).toBe('ok');
    const firsts = [{ sessionId: id, token: first.token }];
    expect(await leases.renew('bridge', 'b-1' as never, firsts)).toEqual(['lost']);
  });

  it('to a session that does not exist, or was erased, changes nothing', async () => {
    expect((await store.commit('ses_unknown1' as SessionId, { type: 'end', reason: 'reset' })).outcome).toBe(
      'gone',
    );
    const id = await newSession(store, { fleetGeneration: generation });
    await redis.del(sessionKeys.record(id), sessionKeys.log(id));
    await redis.set(sessionKeys.tombstone(id), '1', 'EX', 60);
    await newSession(store, { id });
    expect(await store.read(id)).toBeNull();
  });

  it('to a session from before a reset of all only ends it', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    generation += 1;
    const result = await store.commit(id, { type: 'record', facts: [media] });
    expect(result.outcome).toBe('illegal');
    expect((await store.read(id))?.record).toMatchObject({ phase: 'closed', endReason: 'reset' });
  });

  it('works after SCRIPT FLUSH', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    await redis.script('FLUSH');
    expect((await store.commit(id, { type: 'end', reason: 'reset' })).outcome).toBe('ok');
  });

  it('that is overruled by a reset is not remembered as done', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    generation += 1;
    const options = { operationId: 'operation-3' };
    const change = { type: 'change_configuration' as const, jobConfiguration, configurationHash: bakerHash };
    for (const _ of ['asked', 'asked again']) {
      expect((await store.commit(id, change, options)).outcome).toBe('illegal');
    }
  });

  it('is listed by its deadline, also when a later one loses to it', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    await store.commit(id, { type: 'record', facts: [media] });
    const meddling = createMeddlingRedis(redis);
    const slow = createSessionStore({ redis: meddling.redis, fleetGeneration: () => generation });
    meddling.beforeCommit(async () => {
      expect((await store.commit(id, { type: 'end', reason: 'reset' })).outcome).toBe('ok');
    });
    const { configurationHash } = (await store.read(id))?.record ?? { configurationHash: bakerHash };
    const facts: Fact[] = [
      { type: 'interviewer.joined', bridge: 'b-1' as never, token: 1 },
      { type: 'configuration.received', configurationHash },
    ];
    // It would have made the session active for a quarter of an hour, without a holder that could close it.
    expect((await slow.commit(id, { type: 'record', facts })).outcome).toBe('illegal');
    const read = await store.read(id);
    expect(read?.record.phase).toBe('ended');
    expect(Number(await redis.zscore(keys.live, id))).toBeLessThanOrEqual(read?.record.deadlineAt ?? 0);
  });

  it('keeps a live session listed with its deadline, and a closed one not', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    const read = await store.read(id);
    expect(Number(await redis.zscore(keys.live, id))).toBe(read?.record.deadlineAt);
    await store.commit(id, { type: 'end', reason: 'reset' });
    expect(await redis.zscore(keys.live, id)).toBeNull();
  });
});

describe('what could not be read again', () => {
  const unwritable = { ...jobConfiguration, jobTitle: 'x'.repeat(300_000) };

  it('is not written, neither by a commit nor as a session', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    const before = await redis.dumpBuffer(sessionKeys.record(id));
    const change = {
      type: 'change_configuration' as const,
      jobConfiguration: unwritable,
      configurationHash: bakerHash,
    };
    expect((await store.commit(id, change)).outcome).toBe('unwritable');
    const words = { previousItemId: null, speaker: 'candidate' as const, startedAtMs: 0, endedAtMs: 1 };
    await beginInterview(store, id);
    const facts: Fact[] = [
      { type: 'transcript.completed', itemId: 'i', ...words, text: 'x'.repeat(300_000) },
    ];
    expect((await store.commit(id, { type: 'record', facts })).outcome).toBe('unwritable');
    expect((await store.readLog(id, 0)).map(({ event }) => event.type)).not.toContain('transcript.completed');
    expect(before).not.toBeNull();
    const other = await newSession(store, { fleetGeneration: generation, jobConfiguration: unwritable });
    expect(await redis.exists(sessionKeys.record(other), sessionKeys.log(other))).toBe(0);
    expect(await redis.zscore(keys.live, other)).toBeNull();
  });
});

describe('a session is made', () => {
  it('with its expiry, on the list and in its owner’s index, all together', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    const owner = keys.candidateSessions('cand_0000001' as never);
    for (const key of [sessionKeys.record(id), sessionKeys.log(id), sessionKeys.operations(id), owner]) {
      expect(await redis.ttl(key)).toBeGreaterThan(0);
    }
    expect(await redis.zscore(owner, id)).not.toBeNull();
    expect(await redis.zscore(keys.live, id)).not.toBeNull();
  });
});

describe('a record that cannot be read', () => {
  it('is closed by what ends it, stays unreadable, and is set aside with its call', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    await overwriteRecord(redis, id, { phase: 'paused', callSid: '"CA7"' });
    await expect(store.read(id)).rejects.toThrow('cannot be read: phase');
    expect((await store.commit(id, { type: 'record', facts: [media] })).outcome).toBe('unreadable');
    expect((await readStoredRecord(redis, id)).phase).toBe('paused');
    expect((await store.commit(id, { type: 'end', reason: 'reset' })).outcome).toBe('unreadable');
    expect((await readStoredRecord(redis, id)).phase).toBe('closed');
    expect(await redis.zscore(keys.live, id)).toBe('0');
    expect(await closeUnreadable(redis, id, { to: 'quarantine', nowMs: 7 })).toEqual({ callSid: 'CA7' });
    expect(await redis.zscore(keys.live, id)).toBeNull();
    expect(await listSetAside(redis, 5)).toEqual([{ sessionId: id, since: 7 }]);
    await expect(store.read(id)).rejects.toThrow('cannot be read');
  });

  it('is closed by any service’s end, with the rights of its own user', async () => {
    const urls = await redisUrlOfEach(redisUrl);
    for (const service of services) {
      const id = await newSession(store, { fleetGeneration: generation });
      await overwriteRecord(redis, id, { times: '"noon"' });
      const own = await connectCommands(urls[service], logger, service);
      const ended = await createSessionStore({ redis: own }).commit(id, { type: 'end', reason: 'reset' });
      own.disconnect();
      expect([service, ended.outcome]).toEqual([service, 'unreadable']);
      expect((await readStoredRecord(redis, id)).phase).toBe('closed');
    }
  });

  it('includes a log whose ids are ahead of its record: nothing of a commit is written', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    await redis.xadd(sessionKeys.log(id), '9-0', 'event', '{}');
    const before = await readStoredRecord(redis, id);
    expect((await store.commit(id, { type: 'record', facts: [media] })).outcome).toBe('unreadable');
    expect(await readStoredRecord(redis, id)).toEqual(before);
    expect((await store.commit(id, { type: 'end', reason: 'reset' })).outcome).toBe('unreadable');
    expect((await readStoredRecord(redis, id)).phase).toBe('closed');
    expect(await redis.zscore(keys.live, id)).toBe('0');
  });

  it('includes a log that is no log', async () => {
    const id = await newSession(store, { fleetGeneration: generation });
    await redis.set(sessionKeys.log(id), 'x');
    const before = await readStoredRecord(redis, id);
    expect((await store.commit(id, { type: 'record', facts: [media] })).outcome).toBe('unreadable');
    expect(await readStoredRecord(redis, id)).toEqual(before);
  });

  it('is not created by closing a session that is gone', async () => {
    await closeUnreadable(redis, 'ses_unknown1' as SessionId, { to: 'list', nowMs: 1 });
    expect(await redis.exists(sessionKeys.record('ses_unknown1' as SessionId))).toBe(0);
    expect(await redis.zscore(keys.live, 'ses_unknown1')).toBeNull();
  });
});

describe('a ticket', () => {
  const grant = { kind: 'viewer' as const, sessionId: 'ses_00000001' as SessionId, candidateId: null };

  it('is good once, for its kind, and leaves nothing readable in Redis', async () => {
    const { ticket } = await issueTicket(redis, grant);
    expect((await redis.keys('ticket:*')).join()).not.toContain(ticket);
    expect(await redeemTicket(redis, 'viewer', ticket)).toEqual(grant);
    expect(await redeemTicket(redis, 'viewer', ticket)).toBeNull();
    const other = await issueTicket(redis, grant);
    expect(await redeemTicket(redis, 'media', other.ticket)).toBeNull();
  });

  it('expires', async () => {
    const { ticket } = await issueTicket(redis, grant, 1);
    await expect.poll(() => redis.exists(`ticket:${ticket}`)).toBe(0);
    await expect.poll(() => redeemTicket(redis, 'viewer', ticket)).toBeNull();
  });
});
