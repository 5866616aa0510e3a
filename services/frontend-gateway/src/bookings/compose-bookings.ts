import { randomInt } from 'node:crypto';
import { bookingGraceMs } from '@ringback/shared/contract/bookings';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { GatewayConfig } from '../config.ts';
import { toNumberHashes } from '../starts/compose-session-starter.ts';
import { type createSessionStarter, toSessionId } from '../starts/start-session.ts';
import { createBookingMetrics } from './booking-metrics.ts';
import { type BookingTimes, createBookingQueueDoor } from './booking-queue-door.ts';
import { startBookingWorker } from './booking-worker.ts';
import { type Bookings, createBookings } from './bookings.ts';
import { toldLifeMs } from './make-booking.ts';
import type { PermitParts } from './permit-booking.ts';
import { spendBookedStart } from './spend-booked-start.ts';

const randomSteps = 2 ** 47;

/** Wires the bookings of calls, and what places them. */
export function composeBookings(
  config: GatewayConfig,
  { redis, store, logger, metrics, clock: { now } }: ServiceParts,
  shared: Pick<PermitParts, 'rules' | 'dialSwitch' | 'room'> & {
    retentionSeconds: number;
  },
): {
  bookings: Bookings;
  times: BookingTimes;
  startWorker: (start: Starter) => void;
  close: () => Promise<void>;
} {
  const times = { surpriseWithinMs: config.SURPRISE_CALL_WITHIN_MINUTES * 60_000, graceMs: bookingGraceMs };
  const door = createBookingQueueDoor({ redis, logger });
  const told = createBookingMetrics(metrics);
  const secrets = { ids: config.COOKIE_SECRET[0], bodies: config.DATA_ENCRYPTION_KEY[0] };
  const sealingKeys = config.DATA_ENCRYPTION_KEY;
  const bookings = createBookings({
    ...shared,
    ...{ redis, logger, now, door, times, secrets, sealingKeys },
    metrics: told,
    hashes: toNumberHashes(config),
    protection: config.numberProtection,
    random: () => randomInt(randomSteps) / randomSteps,
  });
  let worker: ReturnType<typeof startBookingWorker> | null = null;
  return {
    bookings,
    times,
    startWorker(start) {
      const startLimit = { most: config.SESSION_STARTS_PER_10_MINUTES, windowMs: 600_000 };
      worker = startBookingWorker({
        ...{ redis, store, logger, now, start, times, sealingKeys },
        metrics: told,
        redisUrl: config.REDIS_URL,
        toSessionId: (candidateId, operationId) => toSessionId(secrets.ids, candidateId, operationId),
        toldLifeMs: (dueAt) => toldLifeMs({ times, now, retentionSeconds: shared.retentionSeconds }, dueAt),
        spendStart: (booking) => spendBookedStart(redis, booking, startLimit),
      });
    },
    async close() {
      await worker?.close();
      await door.close();
    },
  };
}

type Starter = ReturnType<typeof createSessionStarter>;
