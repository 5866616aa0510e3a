import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type QueueName, queuePrefix } from './queues.ts';

export const callRecordQueueName = 'call-records' satisfies QueueName;

/** A request to delete the carrier's record of one call, because its session was erased. */
export const callRecordJobSchema = z.object({ callSid: z.string().regex(/^CA[0-9a-f]{32}$/i) });
export type CallRecordJob = z.input<typeof callRecordJobSchema>;

/** About so many: Redis cuts whole blocks of a stream. */
const mostEvents = 1_000;

/**
 * Tried for about two days, more and more rarely: the carrier deletes no record of a call in progress, and may be
 * unreachable.
 */
const attempts = 15;
const firstRetryMs = 10_000;

/** The queue that telephony's workers read. */
export function createCallRecordQueue(connection: Redis): Queue<CallRecordJob> {
  return new Queue<CallRecordJob>(callRecordQueueName, {
    connection,
    prefix: queuePrefix,
    streams: { events: { maxLen: mostEvents } },
    defaultJobOptions: {
      attempts,
      backoff: { type: 'exponential', delay: firstRetryMs },
      removeOnComplete: true,
      removeOnFail: true,
    },
  });
}
