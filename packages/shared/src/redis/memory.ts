import type { Redis } from 'ioredis';

/** How much Redis holds and may hold, in bytes. `mostBytes` 0: it has no limit. */
export interface StoreMemory {
  usedBytes: number;
  mostBytes: number;
}

/** Reads it from `INFO memory` (`used_memory`, `maxmemory`). Rejects without Redis. */
export async function readStoreMemory(redis: Pick<Redis, 'info'>): Promise<StoreMemory> {
  const text = await redis.info('memory');
  const figure = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return { usedBytes: figure('used_memory'), mostBytes: figure('maxmemory') };
}
