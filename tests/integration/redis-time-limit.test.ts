import { connectCommands } from '@ringback/shared/redis/connect';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RedisProxy, startRedisProxy } from '../support/redis-proxy.ts';
import { testRedisUrl } from '../support/test-redis.ts';

/** Longer than a command may take. */
const standstillMs = 1_800;

let proxy: RedisProxy;
let client: ScriptedRedis;
const connect = (url: string) =>
  connectCommands(url, createLogger({ service: 'test', instance: 'test', level: 'silent' }), 'test');
beforeEach(async () => {
  proxy = await startRedisProxy(await testRedisUrl());
});
afterEach(async () => {
  client.disconnect();
  await proxy.close();
});

it('gives up a command that Redis does not answer', async () => {
  client = await connect(proxy.url);
  proxy.hold();
  await expect(client.get('any')).rejects.toThrow('Command timed out');
});

it('does not give up one that Redis has answered while this process stood still', async () => {
  // Without the proxy, which would stand still too.
  client = await connect(await testRedisUrl());
  const answer = client.get('any');
  const until = performance.now() + standstillMs;
  while (performance.now() < until);
  expect(await answer).toBeNull();
});
