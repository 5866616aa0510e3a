import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { inject } from 'vitest';
import { startRedis } from '../../scripts/redis-ladder.ts';
import { findContainerEngine, REDIS_IMAGE, startRedisContainer } from './redis-container.ts';

export interface TestRedis {
  readonly url: string;
  /** For a person: which rung was taken. */
  readonly description: string;
  stop(): Promise<void>;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The Redis of this run, without a database number. */
    redisUrl: string;
  }
}

const say = (line: string) => process.stdout.write(`tests: ${line}\n`);

/**
 * A real Redis for tests: `TEST_REDIS_URL`, else a container, else the ladder of `npm start`. Prints which one, and
 * why not the one before. With `REQUIRE_TEST_CONTAINERS=true` (CI) only a container is accepted.
 *
 * @throws Error when there is none, or not the required one
 */
export async function startTestRedis(): Promise<TestRedis> {
  const redis = await climb(process.env.REQUIRE_TEST_CONTAINERS === 'true');
  say(`Redis from ${redis.description}`);
  return redis;
}

async function climb(mustBeContainer: boolean): Promise<TestRedis> {
  const given = process.env.TEST_REDIS_URL;
  if (given !== undefined && given !== '' && !mustBeContainer) {
    return { url: given, description: 'TEST_REDIS_URL', stop: async () => {} };
  }
  const engine = await findContainerEngine();
  if (typeof engine !== 'string') {
    const container = await startRedisContainer(engine);
    return { ...container, description: `Testcontainers (${REDIS_IMAGE} at ${container.url})` };
  }
  if (mustBeContainer) throw new Error(`REQUIRE_TEST_CONTAINERS is set, but ${engine}`);
  say(`${engine}: using a Redis server of this machine`);
  return await startLocalRedis();
}

async function startLocalRedis(): Promise<TestRedis> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ringback-test-redis-'));
  const redis = await startRedis({
    dataDir,
    cacheDir: fileURLToPath(new URL('../../.cache', import.meta.url)),
    env: { PATH: process.env.PATH },
    say,
  });
  const stop = async () => {
    await redis.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: redis.url, description: redis.description, stop };
}

/** Databases 1 to 15: every Redis has them, and 0 is left to the server's owner. */
const DATABASES = 15;

/**
 * The address of an empty database that no other test file uses at the same time. It empties the database, so call it
 * once for a test file, or once for a test.
 */
export async function testRedisUrl(): Promise<string> {
  const worker = Number(process.env.VITEST_POOL_ID ?? 1);
  const url = new URL(inject('redisUrl'));
  url.pathname = `/${1 + ((worker - 1) % DATABASES)}`;
  const client = new Redis(url.href, { lazyConnect: true, retryStrategy: () => null });
  try {
    await client.connect();
    await client.flushdb();
  } finally {
    client.disconnect();
  }
  return url.href;
}
