import { connectCommands } from '@ringback/shared/redis/connect';
import { type FleetClock, startFleetClock } from '@ringback/shared/redis/fleet/fleet-clock';
import { redisNowMs } from '@ringback/shared/redis/fleet/instances';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { testRedisUrl } from '../support/test-redis.ts';

let redis: ScriptedRedis;
let clock: FleetClock;
beforeEach(async () => {
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  redis = await connectCommands(await testRedisUrl(), logger, 'test');
  clock = await startFleetClock(redis, logger);
});
afterEach(() => {
  vi.restoreAllMocks();
  clock.close();
  redis.disconnect();
});

it('tells Redis’ time whatever the wall clock of this machine says', async () => {
  const hourMs = 3_600_000;
  const wall = Date.now();
  vi.spyOn(Date, 'now').mockReturnValue(wall + hourMs);
  expect(Math.abs(clock.now() - (await redisNowMs(redis)))).toBeLessThan(250);
  vi.spyOn(Date, 'now').mockReturnValue(wall - hourMs);
  expect(Math.abs(clock.now() - (await redisNowMs(redis)))).toBeLessThan(250);
});

it('goes on while Redis is away', async () => {
  const before = clock.now();
  redis.disconnect();
  await vi.waitFor(() => expect(clock.now()).toBeGreaterThan(before + 20));
});
