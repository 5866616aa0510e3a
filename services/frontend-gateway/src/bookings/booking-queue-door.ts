import type { CandidateId } from '@ringback/shared/contract/ids';
import { createBookingQueue } from '@ringback/shared/redis/queues/booking-queue';
import { forgetQueueEvents } from '@ringback/shared/redis/queues/forget-events';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';

/** The times that bookings are held to, in ms. */
export interface BookingTimes {
  /** Within how long a surprise call comes. */
  surpriseWithinMs: number;
  /** How late a call may be placed. */
  graceMs: number;
}

/** The queue of booked calls, as those see it who book and cancel. It fails fast, because a person waits for the answer. */
export interface BookingQueueDoor {
  /** How many calls wait for their time. */
  count(): Promise<number>;
  /** Has a worker told of this booking `afterMs` from now. Adding it again changes nothing. */
  add(booking: { candidateId: CandidateId; bookingId: string }, afterMs: number): Promise<void>;
  /** Withdraws a booking's job and what the queue tells of it. Harmless when there is none. */
  remove(bookingId: string): Promise<void>;
  close(): Promise<void>;
}

export function createBookingQueueDoor({
  redis,
  logger,
}: {
  redis: ScriptedRedis;
  logger: Logger;
}): BookingQueueDoor {
  const queue = createBookingQueue(redis);
  queue.on('error', (error) => logger.warn({ err: error }, 'booking queue failed'));
  return {
    count: () => queue.getDelayedCount(),
    async add(booking, afterMs) {
      await queue.add('due', booking, { jobId: booking.bookingId, delay: Math.max(0, Math.ceil(afterMs)) });
    },
    async remove(bookingId) {
      await queue.remove(bookingId);
      await forgetQueueEvents(redis, queue);
    },
    close: () => queue.close(),
  };
}
