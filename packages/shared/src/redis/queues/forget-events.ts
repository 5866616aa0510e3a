import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

/**
 * Removes what a queue tells of its jobs in its own stream of events, because some of it names what was erased. No
 * service follows these streams. All of it goes: an entry that is deleted by itself stays in memory, and in the file,
 * until its neighbours are deleted too.
 */
export async function forgetQueueEvents(redis: Redis, queue: Pick<Queue, 'toKey'>): Promise<void> {
  await redis.del(queue.toKey('events'));
}
