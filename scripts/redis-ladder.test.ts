import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRedisFault, isUnbounded, probeRedis } from './redis/probe-redis.ts';
import { type RunningRedis, startRedis } from './redis-ladder.ts';

let folder: string;
let redis: RunningRedis | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringback-redis-'));
});

afterEach(async () => {
  await redis?.stop();
  redis = undefined;
  await rm(folder, { recursive: true, force: true });
});

const climb = async (env: Record<string, string | undefined>) => {
  redis = await startRedis({ dataDir: folder, cacheDir: join(folder, 'cache'), env, say: () => {} });
  return redis;
};

// Starts real servers, which takes time on a busy machine.
describe('startRedis', { timeout: 60_000 }, () => {
  it('starts a private, durable server that evicts nothing, uses it by REDIS_URL too, and stops it', async () => {
    const own = await climb({ PATH: process.env.PATH });
    expect(findRedisFault(await probeRedis(own.url, 2_000))).toBeUndefined();
    expect(isUnbounded(await probeRedis(own.url, 2_000))).toBe(false);
    await access(join(folder, 'redis', 'appendonlydir'));

    const foreign = await startRedis({
      dataDir: folder,
      cacheDir: folder,
      env: { REDIS_URL: own.url },
      say: () => {},
    });
    expect(foreign.rung).toBe('REDIS_URL');
    await foreign.stop();
    await probeRedis(own.url, 2_000);

    await own.stop();
    await own.stop();
    await expect(probeRedis(own.url, 2_000)).rejects.toThrow('cannot be reached');
  });

  it('requires a memory bound of a live installation’s Redis', async () => {
    const own = await climb({ PATH: process.env.PATH });
    const given = (RINGBACK_MODE: string) =>
      startRedis({
        dataDir: folder,
        cacheDir: folder,
        env: { REDIS_URL: own.url, RINGBACK_MODE },
        say: () => {},
      });
    const client = new Redis(own.url);
    await client.config('SET', 'maxmemory', '0');
    client.disconnect();
    await expect(given('live')).rejects.toThrow('set its maxmemory');
    expect((await given('local')).rung).toBe('REDIS_URL');
  });

  it('does not fall back when REDIS_URL does not work', async () => {
    await expect(climb({ REDIS_URL: 'redis://127.0.0.1:1', PATH: process.env.PATH })).rejects.toThrow(
      'Redis at redis://127.0.0.1:1 cannot be reached',
    );
  });

  it('names the command to type when there is no way to get a server', async () => {
    await expect(climb({ PATH: folder })).rejects.toThrow('brew install redis');
  });
});
