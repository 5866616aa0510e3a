import { instanceIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import { createLeases, type Leases } from '@ringback/shared/redis/fleet/leases';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { createSessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSession } from '../support/new-session.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const own = instanceIdSchema.parse('bridge-1');
const other = instanceIdSchema.parse('bridge-2');
let redis: ScriptedRedis;
let leases: Leases;

beforeAll(async () => {
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  redis = await connectCommands(await testRedisUrl(), logger, 'test');
  leases = createLeases(redis);
});
afterAll(() => redis.disconnect());

async function takeNew(): Promise<{ sessionId: SessionId; token: number }> {
  const sessionId = await newSession(createSessionStore({ redis }));
  const taken = await leases.take(sessionId, 'bridge', own);
  if (taken.outcome !== 'ok') throw new Error(taken.outcome);
  return { sessionId, token: taken.token };
}

const untilOf = async (sessionId: SessionId) =>
  Number(await redis.hget(sessionKeys.record(sessionId), 'bridgeUntil'));

describe('the leases of one instance, renewed together', () => {
  it('each get their answer: one that was taken over, erased or damaged costs no other its renewal', async () => {
    const kept = await takeNew();
    const [given, taken, erased, damaged] = [
      await takeNew(),
      await takeNew(),
      await takeNew(),
      await takeNew(),
    ];
    const last = await takeNew();
    await leases.give(given.sessionId, 'bridge', own, given.token);
    await leases.take(taken.sessionId, 'bridge', other, own);
    await redis.del(sessionKeys.record(erased.sessionId));
    await redis.del(sessionKeys.record(damaged.sessionId));
    await redis.set(sessionKeys.record(damaged.sessionId), 'no hash', 'PX', 60_000);
    const wasUntil = await untilOf(taken.sessionId);
    await redis.hset(sessionKeys.record(kept.sessionId), 'bridgeUntil', '1');
    await redis.hset(sessionKeys.record(last.sessionId), 'bridgeUntil', '1');

    const held = [kept, given, taken, erased, damaged, last];
    expect(await leases.renew('bridge', own, held)).toEqual(['ok', 'lost', 'lost', 'lost', 'failed', 'ok']);
    const nowMs = Number((await redis.time())[0]) * 1000;
    for (const { sessionId } of [kept, last]) expect(await untilOf(sessionId)).toBeGreaterThan(nowMs);
    expect(await untilOf(taken.sessionId)).toBe(wasUntil);
    expect(await redis.exists(sessionKeys.record(erased.sessionId))).toBe(0);
  });

  it('by a token from before the last taking are lost', async () => {
    const { sessionId, token } = await takeNew();
    await leases.take(sessionId, 'bridge', own);
    expect(await leases.renew('bridge', own, [{ sessionId, token }])).toEqual(['lost']);
    expect(await leases.renew('bridge', own, [{ sessionId, token: token + 1 }])).toEqual(['ok']);
  });

  it('are answered in their order, however many scripts they take, and none takes no script', async () => {
    const [one, lost] = [await takeNew(), await takeNew()];
    await leases.give(lost.sessionId, 'bridge', own, lost.token);
    const many = Array.from({ length: 250 }, (_, index) => (index === 120 ? lost : one));
    const renewals = await leases.renew('bridge', own, many);
    expect(renewals).toEqual(many.map((lease) => (lease === lost ? 'lost' : 'ok')));
    expect(await leases.renew('bridge', own, [])).toEqual([]);
  });
});
