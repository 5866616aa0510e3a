import { once } from 'node:events';
import { connectCommands } from '@ringback/shared/redis/connect';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RedisProxy, startRedisProxy } from '../support/redis-proxy.ts';
import { testRedisUrl } from '../support/test-redis.ts';

/** Longer than a command may take, and longer than a connection may be silent. */
const standstillMs = 2_800;

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

it('gives up a command that Redis does not answer, and then the connection', async () => {
  client = await connect(proxy.url);
  proxy.hold();
  const askedAt = performance.now();
  const closed = new Promise<void>((resolve) => client.once('close', resolve));
  await expect(client.get('any')).rejects.toThrow('Command timed out');
  await closed;
  expect(performance.now() - askedAt).toBeGreaterThan(2_000);
});

it('leaves the failure of a command that is not awaited as an unhandled rejection', async () => {
  client = await connect(proxy.url);
  const runners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  try {
    const unhandled = once(process, 'unhandledRejection', { signal: AbortSignal.timeout(5_000) });
    void client.call('NO-SUCH-COMMAND');
    const [error] = await unhandled;
    expect(error).toMatchObject({ message: expect.stringContaining('unknown command') });
  } finally {
    for (const runner of runners) process.on('unhandledRejection', runner);
  }
});

it('does not give up a command that Redis has answered while this process stood still', async () => {
  // Without the proxy, which would stand still too.
  client = await connect(await testRedisUrl());
  const answer = client.get('any');
  const until = performance.now() + standstillMs;
  while (performance.now() < until);
  expect(await answer).toBeNull();
  expect(client.status).toBe('ready');
});
