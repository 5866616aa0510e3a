import { instanceIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import { anyone, createLeases, type Leases } from '@ringback/shared/redis/fleet/leases';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createSessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimFetchBack } from '../../services/telephony/src/carrier/fetch-back-claim.ts';
import { newSession } from '../support/new-session.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
const [one, other] = ['telephony-1', 'telephony-2'].map((name) => instanceIdSchema.parse(name));
let redis: ScriptedRedis;
let leases: Leases;
let sessionId: SessionId;

beforeEach(async () => {
  redis = await connectCommands(await testRedisUrl(), logger, 'test');
  leases = createLeases(redis);
  sessionId = await newSession(createSessionStore({ redis }));
});
afterEach(() => redis.disconnect());

/** An instance had the audio and has lost it. */
async function serveAndLose(instance = one): Promise<void> {
  if (instance === undefined) throw new Error('no instance');
  const taken = await leases.take(sessionId, 'telephony', instance, anyone);
  if (taken.outcome !== 'ok') throw new Error(taken.outcome);
  await leases.give(sessionId, 'telephony', instance, taken.token);
}
const claim = () => claimFetchBack(redis, sessionId);

describe('fetching a call back', () => {
  it('belongs to one instance, once for each absence', async () => {
    await serveAndLose();
    const claims = await Promise.all([claim(), claim(), claim()]);
    expect(claims.map(({ outcome }) => outcome).toSorted()).toEqual(['claimed', 'claimed', 'ours']);
    await serveAndLose(other);
    expect(await claim()).toMatchObject({ outcome: 'ours' });
    expect(await claim()).toEqual({ outcome: 'claimed' });
  });

  it('belongs to no instance while one has the audio', async () => {
    await serveAndLose();
    if (other !== undefined) await leases.take(sessionId, 'telephony', other);
    expect(await claim()).toEqual({ outcome: 'served' });
  });

  it('is free again when the carrier could not be told', async () => {
    await serveAndLose();
    const first = await claim();
    if (first.outcome === 'ours') await first.release();
    expect(await claim()).toMatchObject({ outcome: 'ours' });
  });

  it('leaves nothing behind for long', async () => {
    await serveAndLose();
    await claim();
    for (const key of await redis.keys(`*${sessionId}*fetch-back*`)) {
      expect(await redis.pttl(key)).toBeGreaterThan(0);
    }
  });
});
