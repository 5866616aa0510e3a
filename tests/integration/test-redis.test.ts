import { Redis } from 'ioredis';
import { afterEach, expect, it } from 'vitest';
import { testRedisUrl } from '../support/test-redis.ts';

let client: Redis | undefined;

afterEach(() => {
  client?.disconnect();
});

it('gives each test file an empty database of a server that evicts nothing', async () => {
  const url = await testRedisUrl();
  expect(url).toMatch(/\/([1-9]|1[0-5])$/);
  client = new Redis(url);
  await client.set('left', 'behind');
  await testRedisUrl();
  expect(await client.dbsize()).toBe(0);
  expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
});
