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
import { toBookedTitle } from './booked-start.ts';
import type { BookingMetrics } from './booking-metrics.ts';
import type { BookingOrder } from './booking-order.ts';
import type { BookingTimes } from './booking-queue-door.ts';
import { type MakingParts, makeBooking } from './make-booking.ts';
import { unsealCallee } from './sealed-callee.ts';
import { forgetBookedStart } from './spend-booked-start.ts';
import { tellUnreadable } from './tell-unreadable.ts';

/** The booked calls of candidates, one at most each. Everything rejects without Redis. */
export interface Bookings {
  /** Books a call, or finds the one that the same request booked before. Throws the reason why it cannot be booked. */
  make(order: BookingOrder): Promise<void>;
  /** The booking of a candidate with these ids, as it stands now. Null: there is none. */
  read(owners: readonly CandidateId[]): Promise<Booking | null>;
  /** Whether a call is still to come. */
  isWaiting(owners: readonly CandidateId[]): Promise<boolean>;
  /**
   * Cancels the bookings of all these ids, or removes what is told of settled ones. Throws what failed after all were
   * tried: `booking_due` while a call is being placed.
   */
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

const toShown = (e164: string) => toShownNumber(e164, callingCodeOf(e164));

export function createBookings(parts: BookingParts): Bookings {
  const { redis, door, now, times, metrics, sealingKeys } = parts;

  /** As it stands, the one that is still to come before any other. */
  async function find(owners: readonly CandidateId[]) {
    const held = await Promise.all(
      owners.map(async (owner) => ({ owner, held: await readBooking(redis, owner) })),
    );
    for (const { held: each } of held)
      if (each !== null && each.booking === null) tellUnreadable(parts, 'booking');
    const known = held.flatMap(({ owner, held }) =>
      held?.booking == null ? [] : [{ owner, held, booking: toStanding(held.booking, now(), times.graceMs) }],
    );
    return known.find(({ booking }) => isPending(booking)) ?? known[0] ?? null;
  }

  async function readCall(owner: CandidateId, booking: StoredBooking) {
    const call = await readBookedCall(redis, owner, booking.bookingId);
    if (call === null) return null;
    if (call === 'unreadable') {
      tellUnreadable(parts, 'call');
      return null;
    }
    const callee = unsealCallee(sealingKeys, call.sealed, booking.bookingId);
    if (callee === null) tellUnreadable(parts, 'callee');
    return { ...call, callee };
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
              shownNumber: call.callee === null ? null : toShown(call.callee.phoneNumber),
              jobTitle: toBookedTitle(call.start),
            };
      return toToldBooking(found.booking, told);
    },
    async isWaiting(owners) {
      const found = await find(owners);
      return found !== null && isPending(found.booking);
    },
    async cancel(owners) {
      const cancelled = await Promise.allSettled(owners.map(cancelOf));
      // All others are cancelled by then.
      const failed = cancelled.find((each) => each.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
    async forget(owner) {
      const bookingId = await forgetBooking(redis, owner);
      if (bookingId === null) return false;
      await forgetBookedStart(redis, bookingId);
      await door.remove(bookingId);
      return true;
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
