import { randomUUID } from 'node:crypto';
import { overwriteRecord } from '@ringback/session-model/store/stored-record';
import { instanceIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import { createLeases } from '@ringback/shared/redis/fleet/leases';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { glanceAt } from '@ringback/shared/redis/session/session-glance';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSession } from '../support/new-session.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
const telephony = instanceIdSchema.parse('telephony-1');
let redisUrl: string;
let redis: ScriptedRedis;
let store: SessionStore;

beforeAll(async () => {
  redisUrl = await testRedisUrl();
  redis = await connectCommands(redisUrl, logger, 'test');
  store = createSessionStore({ redis });
});
afterAll(() => redis.disconnect());

const unused = () => `ses_${randomUUID().slice(0, 18)}` as SessionId;

describe('a glance', () => {
  it('tells phase, call and serving instance of many sessions in their order', async () => {
    const [fresh, served, absent] = [await newSession(store), await newSession(store), unused()];
    await overwriteRecord(redis, served, { callSid: '"CA7"', phase: 'active' });
    const leases = createLeases(redis);
    const taken = await leases.take(served, 'telephony', telephony);
    const glances = await glanceAt(redis, [fresh, absent, served]);
    expect(glances).toEqual([
      {
        sessionId: fresh,
        phase: 'configured',
        via: 'browser',
        callSid: null,
        servedUntilMs: null,
        servingToken: '0',
      },
      { sessionId: absent, phase: null, via: null, callSid: null, servedUntilMs: null, servingToken: '0' },
      {
        sessionId: served,
        phase: 'active',
        via: 'browser',
        callSid: 'CA7',
        servedUntilMs: expect.any(Number),
        servingToken: '1',
      },
    ]);
    await leases.give(served, 'telephony', telephony, taken.outcome === 'ok' ? taken.token : 0);
    expect((await glanceAt(redis, [served]))[0]).toMatchObject({ servedUntilMs: 0, servingToken: '1' });
  });

  it('tells the call of a record that cannot be read, and nothing of what is no record', async () => {
    const [damaged, none] = [await newSession(store), unused()];
    await overwriteRecord(redis, damaged, { times: 'noon', callSid: '"CA8"' });
    await redis.set(sessionKeys.record(none), 'x', 'EX', 60);
    await expect(store.read(damaged)).rejects.toThrow('cannot be read');
    const [first, second] = await glanceAt(redis, [damaged, none]);
    expect(first).toMatchObject({ phase: 'configured', callSid: 'CA8' });
    expect(second).toBeNull();
  });

  it('rejects when Redis refuses: a call that could not be looked up does not count as one without a session', async () => {
    const user = `blind-${randomUUID().slice(0, 8)}`;
    await redis.call('ACL', 'SETUSER', user, 'on', 'nopass', 'resetkeys', '~other', '+@all');
    const own = new URL(redisUrl);
    own.username = user;
    own.password = 'any';
    const blind = await connectCommands(own.href, logger, 'blind');
    try {
      await expect(glanceAt(blind, [await newSession(store)])).rejects.toThrow('NOPERM');
    } finally {
      blind.disconnect();
      await redis.call('ACL', 'DELUSER', user);
    }
  });
});
