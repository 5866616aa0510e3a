import { AppError } from '@ringback/shared/contract/errors';
import { readStoreMemory } from '@ringback/shared/redis/memory';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { Metrics } from '@ringback/shared/runtime/metrics';

/** Above this share of Redis' memory no session starts. Live sessions need the rest to finish. */
const fullShare = 0.8;
const lookEveryMs = 1_000;
/** Sessions end and old ones expire. */
const retryAfterMs = 30_000;

/** Whether the session store has room for another session. */
export interface StoreRoom {
  /** Throws `store_full` when there is no room. Rejects without Redis. */
  refuseWhenFull(): Promise<void>;
}

/** Checks at most once a second. Above the limit it logs one error until there is room again. */
export function createStoreRoom(parts: {
  redis: ScriptedRedis;
  logger: Logger;
  metrics: Metrics;
}): StoreRoom {
  const { redis, logger, metrics } = parts;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let share = 0;
  let looking: Promise<void> | null = null;
  let isTold = false;
  metrics.gauge('store_memory_share', 'What part of its memory Redis uses; 0 without a limit', () => share);

  async function look(): Promise<void> {
    const { usedBytes, mostBytes } = await readStoreMemory(redis);
    share = mostBytes === 0 ? 0 : usedBytes / mostBytes;
    lookedAt = performance.now();
    const isFull = share >= fullShare;
    if (isFull && !isTold)
      logger.error({ usedBytes, mostBytes }, 'Redis is nearly full, no session is started');
    isTold = isFull;
  }

  return {
    async refuseWhenFull() {
      if (performance.now() - lookedAt >= lookEveryMs) {
        looking ??= look().finally(() => {
          looking = null;
        });
        await looking;
      }
      if (share >= fullShare) throw new AppError('store_full', { details: { retryAfterMs } });
    },
  };
}
