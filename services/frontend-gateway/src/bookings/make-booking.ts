import { AppError } from '@ringback/shared/contract/errors';
import type { CandidateId, OperationId } from '@ringback/shared/contract/ids';
import type { StoredBooking } from '@ringback/shared/contract/stored-booking';
import {
  type HeldBooking,
  moveBooking,
  readBookedCall,
  readBooking,
  toHeld,
} from '@ringback/shared/redis/admission/bookings';
import { canonicalHash } from '@ringback/shared/runtime/configuration-hash';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import type { Logger } from '@ringback/shared/runtime/logger';
import { keyedHash } from '@ringback/shared/runtime/seal';
import { toBookedTime } from '../domain/booking-time.ts';
import { isPending, settledWithinMs, toStanding } from '../domain/told-booking.ts';
import { toBookedStart } from './booked-start.ts';
import type { BookingMetrics } from './booking-metrics.ts';
import type { BookingOrder } from './booking-order.ts';
import type { BookingQueueDoor, BookingTimes } from './booking-queue-door.ts';
import { type PermitParts, permitBooking } from './permit-booking.ts';
import { sealCallee } from './sealed-callee.ts';

/** Of all candidates together. Each holds the texts of a job. */
const mostWaiting = 1_000;
const fullRetryAfterMs = 10 * 60_000;
/** What became of a booking is told for so long after its time. */
const toldForMs = 7 * 24 * 3600_000;

export interface MakingParts extends PermitParts {
  door: BookingQueueDoor;
  times: BookingTimes;
  metrics: BookingMetrics;
  logger: Logger;
  sealingKeys: KeyRing;
  secrets: { ids: string; bodies: string };
  retentionSeconds: number;
  /** As `Math.random`, and not to be foreseen. */
  random: () => number;
}

/** How long a booking that is due then is told of, in ms from now. */
export function toldLifeMs(
  { times, now, retentionSeconds }: Pick<MakingParts, 'times' | 'now' | 'retentionSeconds'>,
  dueAt: number,
): number {
  return Math.max(0, dueAt - now()) + times.graceMs + Math.min(toldForMs, retentionSeconds * 1000);
}

/** Derived, so that a repeated request finds its booking. */
function toBookingId(secret: string, candidateId: CandidateId, operationId: OperationId): string {
  return `bkg_${keyedHash(secret, `booking\n${candidateId}\n${operationId}`).slice(0, 22)}`;
}

/** Books a call, or finds the one that the same request booked before. Throws the reason why it cannot be booked. */
export async function makeBooking(parts: MakingParts, order: BookingOrder): Promise<void> {
  const { redis, secrets, now, times } = parts;
  const { candidateId, body } = order;
  const bookingId = toBookingId(secrets.ids, candidateId, body.operationId);
  const bodyHash = keyedHash(secrets.bodies, canonicalHash(body));
  const from = await readBooking(redis, candidateId);
  if (from?.booking?.bookingId === bookingId) return await repeat(parts, candidateId, from.booking, bodyHash);
  await refuseSecond(parts, order.owners);
  const time = toBookedTime(body.when, now(), {
    withinMs: times.surpriseWithinMs,
    graceMs: times.graceMs,
    random: parts.random,
  });
  if (time === null) throw new AppError('booking_time_invalid');
  await order.spend();
  const phoneNumber = await permitBooking(parts, { candidateId, phoneNumber: body.phoneNumber, time });
  if ((await parts.door.count()) >= mostWaiting)
    throw new AppError('store_full', { details: { retryAfterMs: fullRetryAfterMs } });
  const booking: StoredBooking = {
    bookingId,
    state: 'waiting',
    kind: body.when.kind,
    madeAt: now(),
    ...time,
    zone: body.when.kind === 'at' ? body.when.zone : null,
    ...{ sessionId: null, reason: null, settledAt: null },
  };
  await store(parts, { order, from, booking, phoneNumber, bodyHash });
}

/** The same request again: its job may have been lost on the way. */
async function repeat(
  { redis, door, now }: MakingParts,
  candidateId: CandidateId,
  booking: StoredBooking,
  bodyHash: string,
): Promise<void> {
  const call = await readBookedCall(redis, candidateId, booking.bookingId);
  if (call !== null && call !== 'unreadable' && call.bodyHash !== bodyHash)
    throw new AppError('operation_conflict');
  const { bookingId, dueAt } = booking;
  if (booking.state === 'waiting') await door.add({ candidateId, bookingId }, dueAt - now());
}

async function refuseSecond(
  { redis, now, times }: MakingParts,
  owners: readonly CandidateId[],
): Promise<void> {
  for (const owner of owners) {
    const booking = (await readBooking(redis, owner))?.booking;
    if (booking != null && isPending(toStanding(booking, now(), times.graceMs)))
      throw new AppError('booking_exists');
  }
}

async function store(
  parts: MakingParts,
  made: {
    order: BookingOrder;
    from: HeldBooking | null;
    booking: StoredBooking;
    phoneNumber: string;
    bodyHash: string;
  },
): Promise<void> {
  const { redis, door, now, times, logger, metrics } = parts;
  const { order, from, booking, phoneNumber, bodyHash } = made;
  const { candidateId, owners, address } = order;
  const { when: _, phoneNumber: __, ...start } = order.body;
  const { bookingId, dueAt } = booking;
  // As it is read at its time, when it would be too late to refuse it.
  if (toBookedStart(start, phoneNumber) === null) throw new AppError('request_invalid');
  const call = {
    ...{ bookingId, bodyHash, start },
    owners: [...new Set(owners)].slice(0, 10),
    sealed: sealCallee(parts.sealingKeys, { phoneNumber, address }, bookingId),
  };
  const held = toHeld(booking);
  const isStored = await moveBooking(redis, candidateId, {
    from,
    to: { held, lifeMs: toldLifeMs(parts, dueAt) },
    call: { call, lifeMs: dueAt - now() + times.graceMs + settledWithinMs },
  });
  // Another request of the same candidate was first.
  if (!isStored) throw new AppError('booking_exists');
  try {
    await door.add({ candidateId, bookingId }, dueAt - now());
  } catch (error) {
    logger.warn({ err: error }, 'call could not be booked');
    await moveBooking(redis, candidateId, { from: held, to: null, call: null });
    throw new AppError('store_unavailable', { cause: error });
  }
  metrics.told('made');
  logger.info({ kind: booking.kind }, 'call booked');
}
