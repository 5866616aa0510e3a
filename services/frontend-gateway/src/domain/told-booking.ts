import { type Booking, bookingGraceMs } from '@ringback/shared/contract/bookings';
import type { StoredBooking } from '@ringback/shared/contract/stored-booking';

/** A gateway that is told of a booking's time settles it within this time, or none runs. */
export const settledWithinMs = 30_000;

/** Whether a booking can be cancelled, and stands in the way of another one. */
export function isPending({ state }: Pick<StoredBooking, 'state'>): boolean {
  return state === 'waiting' || state === 'calling';
}

/**
 * A booking as it stands now. One whose time has passed, and which no gateway has settled, has lapsed: its call is not
 * made up for.
 */
export function toStanding(booking: StoredBooking, nowMs: number, graceMs = bookingGraceMs): StoredBooking {
  const lapsesAt = booking.dueAt + graceMs + settledWithinMs;
  if (!isPending(booking) || nowMs <= lapsesAt) return booking;
  return { ...booking, state: 'lapsed', reason: 'missed', sessionId: null, settledAt: lapsesAt };
}

const shownAtEnd = 2;

/** The beginning and the end of a number: enough for the one who typed it. */
export function toShownNumber(e164: string, callingCode: string): string {
  return `+${callingCode} … ${e164.slice(-shownAtEnd)}`;
}

/** What is told of a booking while its call can still be placed. */
export interface ToldCall {
  /** Null: it cannot be unsealed any more. */
  shownNumber: string | null;
  jobTitle: string | null;
}

/** A booking as its candidate is told it: never when a surprise comes. */
export function toToldBooking(booking: StoredBooking, call: ToldCall | null): Booking {
  const { state, kind, madeAt, dueAt, zone, windowEndsAt, sessionId, reason, settledAt } = booking;
  return {
    ...{ state, kind, madeAt, zone, windowEndsAt, reason, settledAt },
    at: kind === 'at' ? dueAt : null,
    // Of one that is being called, the session may not exist yet.
    sessionId: state === 'called' ? sessionId : null,
    shownNumber: call?.shownNumber ?? null,
    jobTitle: call?.jobTitle ?? null,
  };
}
