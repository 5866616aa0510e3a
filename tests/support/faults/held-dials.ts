import { createDialQueue } from '@ringback/shared/redis/queues/dial-queue';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { eventually } from '../eventually.ts';

/** Keeps accepted calls from being dialled, so that this moment lasts as long as a test needs it. */
export interface HeldDials {
  hold(): Promise<void>;
  /** Lets them be dialled. Waits for a Redis that is away. */
  release(): Promise<void>;
  close(): Promise<void>;
}

export function createHeldDials(redis: ScriptedRedis): HeldDials {
  const queue = createDialQueue(redis);
  // Unheard errors throw. A Redis that is away is no surprise here.
  queue.on('error', () => {});
  let isHeld = false;
  return {
    async hold() {
      await queue.pause();
      isHeld = true;
    },
    async release() {
      if (!isHeld) return;
      await eventually(() => queue.resume().then(() => true), 25_000);
      isHeld = false;
    },
    close: () => queue.close(),
  };
}
