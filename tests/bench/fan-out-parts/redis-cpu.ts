import type { Redis } from 'ioredis';

/** CPU time of Redis since its start, user and system, in µs. */
export async function redisCpuUs(redis: Redis): Promise<number> {
  const info = await redis.info('cpu');
  const seconds = ['used_cpu_sys', 'used_cpu_user'].map((name) =>
    Number(new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]),
  );
  return seconds.reduce((sum, part) => sum + part, 0) * 1e6;
}
