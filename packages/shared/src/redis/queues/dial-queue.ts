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
  /** Who answers has to enter the session's code of the page: the number is not shown to be the candidate's yet. */
  gateAsksCode: z.boolean().default(false),
});
/** As it is put into the queue; read it with the schema. */
export type DialJob = z.input<typeof dialJobSchema>;

/** The queue that telephony's workers read. Never tried twice: an unknown outcome is not repeated. */
export function createDialQueue(connection: Redis): Queue<DialJob> {
  return new Queue<DialJob>(dialQueueName, {
    connection,
    prefix: queuePrefix,
    // No service follows its events, and who erases a session looks through all of them; BullMQ would keep 10,000.
    streams: { events: { maxLen: mostEvents } },
    defaultJobOptions: {
      attempts: 1,
      // With the request goes the sealed number; what became of it is in the session's log and the metrics.
      removeOnComplete: true,
      removeOnFail: true,
    },
  });
}
