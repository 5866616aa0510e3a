import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { bookingIdSchema } from '../../contract/bookings.ts';
import { candidateIdSchema } from '../../contract/ids.ts';
import { type QueueName, queuePrefix } from './queues.ts';

export const bookingQueueName = 'bookings' satisfies QueueName;
/** An approximate length: Redis cuts whole blocks of a stream. */
const mostEvents = 1_000;
/** While Redis is away at a booking's time. Together longer than a call may be late; after that it lapses. */
const attempts = 30;
const retryMs = 3_000;

/** The time of one booking has come. What it is for stands under the candidate's own key. */
export const bookingJobSchema = z.object({ candidateId: candidateIdSchema, bookingId: bookingIdSchema });
/** A job as it is put into the queue. Read it with the schema. */
export type BookingJob = z.input<typeof bookingJobSchema>;

/** The queue that gateways' workers read. A job's id is its booking's, so that adding it again changes nothing. */
export function createBookingQueue(connection: Redis): Queue<BookingJob> {
  return new Queue<BookingJob>(bookingQueueName, {
    connection,
    prefix: queuePrefix,
    streams: { events: { maxLen: mostEvents } },
    defaultJobOptions: {
      attempts,
      backoff: { type: 'fixed', delay: retryMs },
      removeOnComplete: true,
      removeOnFail: true,
    },
  });
}
