import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { sessionIdSchema } from '../contract/ids.ts';
import { queuePrefix } from './keys.ts';

export const dialQueueName = 'dial';

/** One explicit request to place one call. The number itself stays sealed. */
export const dialJobSchema = z.object({
  sessionId: sessionIdSchema,
  sealedPhoneNumber: z.string().min(1).max(500),
  /** Epoch ms after which the job is dropped instead of dialled. */
  notAfter: z.number(),
});
export type DialJob = z.infer<typeof dialJobSchema>;

/** The queue that telephony's workers read. Never tried twice: an unknown outcome is not repeated. */
export function createDialQueue(connection: Redis): Queue<DialJob> {
  return new Queue<DialJob>(dialQueueName, {
    connection,
    prefix: queuePrefix,
    defaultJobOptions: {
      attempts: 1,
      removeOnComplete: { age: 3600, count: 1000 },
      removeOnFail: { age: 24 * 3600, count: 1000 },
    },
  });
}
