import { setTimeout as wait } from 'node:timers/promises';
import { isStoreFailure } from '@ringback/shared/redis/store-failure';
import { toBackoffMs } from '@ringback/shared/runtime/backoff';

const pause = { firstMs: 50, mostMs: 500 };

/**
 * Repeats a step while the session store is unavailable and `mayRepeat` allows it. The step must be idempotent: Redis
 * may carry a command out and lose the reply. Rejects with any other error at once.
 */
export async function untilStored<T>(mayRepeat: () => boolean, step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step();
    } catch (error) {
      if (!isStoreFailure(error) || !mayRepeat()) throw error;
      await wait(toBackoffMs(attempt, pause));
    }
  }
}
