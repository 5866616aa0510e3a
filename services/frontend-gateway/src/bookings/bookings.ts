import type { Booking } from '@ringback/shared/contract/bookings';
import { AppError } from '@ringback/shared/contract/errors';
import type { CandidateId } from '@ringback/shared/contract/ids';
import type { OwnData } from '@ringback/shared/contract/own-data';
import type { StoredBooking } from '@ringback/shared/contract/stored-booking';
import {
  forgetBooking,
  type HeldBooking,
  moveBooking,
  readBookedCall,
  readBooking,
} from '@ringback/shared/redis/admission/bookings';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { isPending, toShownNumber, toStanding, toToldBooking } from '../domain/told-booking.ts';
import { callingCodeOf } from '../starts/phone-number.ts';
import type { BookingMetrics } from './booking-metrics.ts';
import type { BookingOrder } from './booking-order.ts';
import type { BookingTimes } from './booking-queue-door.ts';
import { type MakingParts, makeBooking } from './make-booking.ts';
import { unsealCallee } from './sealed-callee.ts';

/** The booked calls of candidates, one at most each. Everything rejects without Redis. */
export interface Bookings {
  /** Books a call, or finds the one that the same request booked before. Throws the reason why it cannot be booked. */
  make(order: BookingOrder): Promise<void>;
  /** The booking of a candidate with these ids, as it stands now. Null: there is none. */
  read(owners: readonly CandidateId[]): Promise<Booking | null>;
  /** Whether a call is still to come. */
  isWaiting(owners: readonly CandidateId[]): Promise<boolean>;
  /** Cancels a booking, or removes what is told of a settled one. Throws `booking_due` while its call is being placed. */
  cancel(owners: readonly CandidateId[]): Promise<void>;
  /** Removes everything of a candidate's booking, whatever its state. False: there was none. */
  forget(owner: CandidateId): Promise<boolean>;
  /** All that is kept of the bookings, for the candidate's own file. */
  own(owners: readonly CandidateId[]): Promise<OwnData['bookings']>;
}

export type BookingParts = MakingParts & {
  metrics: BookingMetrics;
  times: BookingTimes;
  sealingKeys: KeyRing;
};

const mostRaces = 5;

export function createBookings(parts: BookingParts): Bookings {
  const { redis, door, now, times, metrics, sealingKeys } = parts;

  /** As it stands, the one that is still to come before any other. */
  async function find(owners: readonly CandidateId[]) {
    const held = await Promise.all(
      owners.map(async (owner) => ({ owner, held: await readBooking(redis, owner) })),
    );
    const known = held.flatMap(({ owner, held }) =>
      held?.booking == null ? [] : [{ owner, held, booking: toStanding(held.booking, now(), times.graceMs) }],
    );
    return known.find(({ booking }) => isPending(booking)) ?? known[0] ?? null;
  }

  async function readCall(owner: CandidateId, booking: StoredBooking) {
    const call = await readBookedCall(redis, owner, booking.bookingId);
    return call === null
      ? null
      : { ...call, callee: unsealCallee(sealingKeys, call.sealed, booking.bookingId) };
  }

  async function remove(owner: CandidateId, from: HeldBooking): Promise<boolean> {
    const isMoved = await moveBooking(redis, owner, { from, to: null, call: null });
    if (isMoved && from.booking !== null) await door.remove(from.booking.bookingId);
    return isMoved;
  }

  async function cancelOf(owner: CandidateId): Promise<void> {
    for (let tries = 0; tries < mostRaces; tries++) {
      const from = await readBooking(redis, owner);
      if (from === null) return;
      const standing = from.booking === null ? null : toStanding(from.booking, now(), times.graceMs);
      if (standing?.state === 'calling') throw new AppError('booking_due');
      if (!(await remove(owner, from))) continue;
      if (standing?.state === 'waiting') metrics.told('cancelled');
      return;
    }
    throw new AppError('booking_due');
  }

  return {
    make: (order) => makeBooking(parts, order),
    async read(owners) {
      const found = await find(owners);
      if (found === null) return null;
      const call = isPending(found.booking) ? await readCall(found.owner, found.booking) : null;
      const told =
        call === null
          ? null
          : {
              shownNumber: toShownNumber(call.callee.phoneNumber, callingCodeOf(call.callee.phoneNumber)),
              jobTitle: call.jobTitle,
            };
      return toToldBooking(found.booking, told);
    },
    async isWaiting(owners) {
      const found = await find(owners);
      return found !== null && isPending(found.booking);
    },
    async cancel(owners) {
      for (const owner of owners) await cancelOf(owner);
    },
    async forget(owner) {
      const bookingId = await forgetBooking(redis, owner);
      if (bookingId !== null) await door.remove(bookingId);
      return bookingId !== null;
    },
    async own(owners) {
      const all: OwnData['bookings'] = [];
      for (const owner of owners) {
        const held = await readBooking(redis, owner);
        if (held?.booking == null) continue;
        const { shownNumber: _, jobTitle: __, ...told } = toToldBooking(held.booking, null);
        const call = await readCall(owner, held.booking);
        all.push({
          ...told,
          ...(call?.callee ?? { phoneNumber: null, address: null }),
          start: call?.start ?? null,
        });
      }
      return all;
    },
  };
}
