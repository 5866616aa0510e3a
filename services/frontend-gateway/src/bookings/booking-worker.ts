import {
  type BookingJob,
  bookingJobSchema,
  bookingQueueName,
} from '@ringback/shared/redis/queues/booking-queue';
import { type QueueWorker, startQueueWorker } from '@ringback/shared/redis/queues/queue-worker';
import type { Logger } from '@ringback/shared/runtime/logger';
import { DelayedError, type Job } from 'bullmq';
import { type PlacingParts, placeBooking } from './place-booking.ts';

const closeLimitMs = 5_000;
/** A gateway that dies over a booking leaves it to another one within this time and a little more. */
const lockMs = 6_000;
const lookForStalledMs = 3_000;
/** A booking that another run has just moved is not looked at without pace. */
const leastWaitMs = 250;

/**
 * Places booked calls when their time has come. A worker may die at every point: the session of a booking has one id,
 * and a session is dialled once.
 */
export function startBookingWorker(
  options: PlacingParts & { redisUrl: string; logger: Logger },
): QueueWorker {
  async function work(queued: Job<BookingJob>, token: string | undefined): Promise<void> {
    const waitMs = await placeBooking(options, bookingJobSchema.parse(queued.data));
    if (waitMs === null) return;
    // BullMQ subtracts this machine's clock, which may differ from the fleet's.
    await queued.moveToDelayed(Date.now() + Math.max(leastWaitMs, waitMs), token);
    throw new DelayedError();
  }
  return startQueueWorker<BookingJob>({
    queue: bookingQueueName,
    work,
    ...{ redisUrl: options.redisUrl, logger: options.logger, closeLimitMs },
    connectionName: 'frontend-gateway-bookings',
    settings: {
      concurrency: 10,
      lockDuration: lockMs,
      stalledInterval: lookForStalledMs,
      // Whether a call is still to be placed is told by its time.
      maxStalledCount: 10,
    },
  });
}
