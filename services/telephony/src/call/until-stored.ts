import { setTimeout as wait } from 'node:timers/promises';
import { isStoreFailure } from '@ringback/shared/redis/store-failure';
import { toBackoffMs } from '@ringback/shared/runtime/backoff';

const pause = { firstMs: 50, mostMs: 500 };

/**
 * Repeats a step that only the session store keeps from being done, as long as it `mayRepeat`. The step must do the
 * same when it is repeated: a reply may be lost after Redis has carried the command out. Rejects with any other error
 * at once.
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
