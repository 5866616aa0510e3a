import { type Taking, takeFromLimits } from '@ringback/shared/redis/admission/limits';
import { connectCommands } from '@ringback/shared/redis/connect';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testRedisUrl } from '../support/test-redis.ts';

let redis: ScriptedRedis;
beforeEach(async () => {
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  redis = await connectCommands(await testRedisUrl(), logger, 'test');
});
afterEach(() => redis.disconnect());

const taking = (name: string, most: number): Taking => ({ name, most, windowMs: 60_000, amount: 1 });
const used = async (name: string) => Number(await redis.get(keys.limit(name)));

it('a window is counted from its first use, and further uses do not extend it', async () => {
  await takeFromLimits(redis, [taking('one', 5)]);
  await redis.pexpire(keys.limit('one'), 20_000);
  await takeFromLimits(redis, [taking('one', 5)]);
  expect(await redis.pttl(keys.limit('one'))).toBeLessThanOrEqual(20_000);
  expect(await used('one')).toBe(2);
});

it('several limits are taken from all together, or from none', async () => {
  const both = [taking('wide', 5), taking('narrow', 1)];
  expect(await takeFromLimits(redis, both)).toEqual({ allowed: true });
  expect(await takeFromLimits(redis, both)).toMatchObject({ allowed: false, name: 'narrow' });
  expect([await used('wide'), await used('narrow')]).toEqual([1, 1]);
});
