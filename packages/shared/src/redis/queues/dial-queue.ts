import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { sessionIdSchema } from '../../contract/ids.ts';
import { type QueueName, queuePrefix } from './queues.ts';

export const dialQueueName = 'dial' satisfies QueueName;
/** About so many: Redis cuts whole blocks of a stream. */
const mostEvents = 1_000;

/** One explicit request to place one call. The number itself stays sealed. */
export const dialJobSchema = z.object({
  sessionId: sessionIdSchema,
  sealedPhoneNumber: z.string().min(1).max(500),
  /** Epoch ms after which the job is dropped instead of dialled. */
  notAfter: z.number(),
  /**
   * The person who answers must enter the session's code from the page, because the number is not yet shown to be the
   * candidate's.
   */
  gateAsksCode: z.boolean().default(false),
});
/** A job as it is put into the queue. Read it with the schema. */
export type DialJob = z.input<typeof dialJobSchema>;

/** The queue that telephony's workers read. Jobs are never retried: an unknown outcome is not repeated. */
export function createDialQueue(connection: Redis): Queue<DialJob> {
  return new Queue<DialJob>(dialQueueName, {
    connection,
    prefix: queuePrefix,
    // No service follows its events. BullMQ would keep 10,000.
    streams: { events: { maxLen: mostEvents } },
    defaultJobOptions: {
      attempts: 1,
      // The sealed number disappears with the request. What became of it is in the session's log and the metrics.
      removeOnComplete: true,
      removeOnFail: true,
    },
  });
}
