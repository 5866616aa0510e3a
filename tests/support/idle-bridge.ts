import { redisNowMs } from '@ringback/shared/redis/fleet/instances';
import { signRow } from '@ringback/shared/redis/fleet/signed-rows';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { testKeys } from './settings.ts';

/** Longer than any test. */
const dayMs = 24 * 3600_000;

/** Announces a bridge with room, for tests that play the bridge themselves. */
export async function announceIdleBridge(redis: ScriptedRedis): Promise<void> {
  const row = {
    service: 'ai-bridge',
    instance: 'idle-bridge',
    address: 'ws://127.0.0.1:9',
    capacity: 100_000,
    load: 0,
    draining: false,
    confirmedGeneration: 1_000_000,
    heartbeatAt: (await redisNowMs(redis)) + dayMs,
  };
  await redis.hset(
    keys.instances('ai-bridge'),
    row.instance,
    JSON.stringify(signRow([testKeys.LINK_SECRET], row)),
  );
}
