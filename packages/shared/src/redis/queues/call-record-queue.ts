import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type QueueName, queuePrefix } from './queues.ts';

export const callRecordQueueName = 'call-records' satisfies QueueName;

/** The carrier's record of one call is to go, since its session was erased. */
export const callRecordJobSchema = z.object({ callSid: z.string().regex(/^CA[0-9a-f]{32}$/i) });
export type CallRecordJob = z.input<typeof callRecordJobSchema>;

/** Tried again for about two days, ever more seldom: the carrier deletes no call that is in progress, and may be away. */
const attempts = 15;
const firstRetryMs = 10_000;

/** The queue that telephony's workers read. */
export function createCallRecordQueue(connection: Redis): Queue<CallRecordJob> {
  return new Queue<CallRecordJob>(callRecordQueueName, {
    connection,
    prefix: queuePrefix,
    defaultJobOptions: {
      attempts,
      backoff: { type: 'exponential', delay: firstRetryMs },
      removeOnComplete: true,
      removeOnFail: true,
    },
  });
}
