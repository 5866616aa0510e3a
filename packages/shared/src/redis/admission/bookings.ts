import { z } from 'zod';
import { bookingIdSchema } from '../../contract/bookings.ts';
import type { CandidateId } from '../../contract/ids.ts';
import {
  type BookedCall,
  bookedCallSchema,
  type StoredBooking,
  storedBookingSchema,
} from '../../contract/stored-booking.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';

/** A candidate's booking as it stands in Redis. `booking` is null when another version wrote it. */
export interface HeldBooking {
  text: string;
  booking: StoredBooking | null;
}

/** A booking as it will stand in Redis. */
export const toHeld = (booking: StoredBooking): HeldBooking => ({ text: JSON.stringify(booking), booking });

/** Null: there is none. Rejects without Redis. */
export async function readBooking(redis: ScriptedRedis, id: CandidateId): Promise<HeldBooking | null> {
  const text = await redis.get(keys.booking(id));
  if (text === null) return null;
  return { text, booking: storedBookingSchema.safeParse(parseJson(text)).data ?? null };
}

/** What is needed to place a booking's call. Null: it has expired, was cancelled, or belongs to another booking. */
export async function readBookedCall(
  redis: ScriptedRedis,
  id: CandidateId,
  bookingId: string,
): Promise<BookedCall | null> {
  const text = await redis.get(keys.bookedCall(id));
  const call = bookedCallSchema.safeParse(parseJson(text ?? ''));
  return call.success && call.data.bookingId === bookingId ? call.data : null;
}

/** The next state of a booking. Lives in ms. */
export interface BookingMove {
  /** As it was read. Null: there was none. */
  from: HeldBooking | null;
  /** Null: it is removed. */
  to: { held: HeldBooking; lifeMs: number } | null;
  /** What is needed to place the call: as it is, or from now on. Null: it is removed. */
  call: 'keep' | { call: BookedCall; lifeMs: number } | null;
}

/**
 * Moves a booking on, with its call, in one step. False: a request of the candidate, a worker or an erasure has moved it
 * since it was read. Rejects without Redis.
 */
export async function moveBooking(
  redis: ScriptedRedis,
  id: CandidateId,
  { from, to, call }: BookingMove,
): Promise<boolean> {
  const isNew = call !== null && call !== 'keep';
  const moved = await redis.moveBooking(
    keys.booking(id),
    keys.bookedCall(id),
    from?.text ?? '',
    to?.held.text ?? '',
    String(Math.ceil(to?.lifeMs ?? 0)),
    isNew ? JSON.stringify(call.call) : call === 'keep' ? '=' : '',
    String(isNew ? Math.ceil(call.lifeMs) : 0),
  );
  return moved === 1;
}

const namedSchema = z.object({ bookingId: bookingIdSchema });

/** Removes a candidate's booking, whatever its state and version. Returns its id for its job. Null: there was none. */
export async function forgetBooking(redis: ScriptedRedis, id: CandidateId): Promise<string | null> {
  const text = await redis.getdel(keys.booking(id));
  await redis.del(keys.bookedCall(id));
  return namedSchema.safeParse(parseJson(text ?? '')).data?.bookingId ?? null;
}
