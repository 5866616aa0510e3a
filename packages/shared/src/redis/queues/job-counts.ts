import type { Redis } from 'ioredis';
import { type QueueName, queueUsers, toQueueKey } from './queues.ts';

/** A queue's jobs by state, in BullMQ's words. */
export interface JobCounts {
  name: QueueName;
  counts: { wait: number; active: number; delayed: number; failed: number };
}

/** A queue's lists and sorted sets (BullMQ, "Data structures"). */
async function countJobs(redis: Redis, name: QueueName): Promise<JobCounts> {
  const key = toQueueKey(name);
  const [wait, active, prioritized, delayed, failed] = await Promise.all([
    redis.llen(`${key}:wait`),
    redis.llen(`${key}:active`),
    redis.zcard(`${key}:prioritized`),
    redis.zcard(`${key}:delayed`),
    redis.zcard(`${key}:failed`),
  ]);
  return { name, counts: { wait: wait + prioritized, active, delayed, failed } };
}

/** How many jobs of each queue wait, are at work or have failed. */
export function countAllJobs(redis: Redis): Promise<JobCounts[]> {
  const names = Object.keys(queueUsers) as QueueName[];
  return Promise.all(names.map((name) => countJobs(redis, name)));
}
