import { setTimeout as wait } from 'node:timers/promises';
import { connectCommands } from '@ringback/shared/redis/connect';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RedisProxy, startRedisProxy } from '../support/redis-proxy.ts';
import { testRedisUrl } from '../support/test-redis.ts';

let proxy: RedisProxy;
let client: ScriptedRedis;
beforeEach(async () => {
  proxy = await startRedisProxy(await testRedisUrl());
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  client = await connectCommands(proxy.url, logger, 'test');
});
afterEach(async () => {
  client.disconnect();
  await proxy.close();
});

/** Replies have no name: one that overtakes another would be taken for the answer to the other question. */
it.for(['command', 'reply'] as const)('a delay that ends lets no %s overtake another', async (overtaken) => {
  proxy.delay(100);
  const first = client.echo('first');
  // By now the first one is on its way to Redis, or back.
  await wait(overtaken === 'command' ? 50 : 150);
  proxy.restore();
  expect(await Promise.all([first, client.echo('second')])).toEqual(['first', 'second']);
});
