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

/** Two words, and numbers. */
const mostBookingBytes = 2 * 1024;
/** As long as the request of a booking may be. It contains the texts of a job. */
const mostCallBytes = 64 * 1024;

/** A text that its reader can read. Throws when it is none, or when it is too long: then a writer has checked too little. */
function toStoredText<S extends z.ZodType>(schema: S, value: z.input<S>, mostBytes: number): string {
  const text = JSON.stringify(schema.parse(value));
  const bytes = Buffer.byteLength(text);
  if (bytes > mostBytes) throw new RangeError(`${bytes} bytes of a booking, and ${mostBytes} are the most`);
  return text;
}

/** A booking as it will stand in Redis. Throws when its reader could not read it. */
export const toHeld = (booking: StoredBooking): HeldBooking => ({
  text: toStoredText(storedBookingSchema, booking, mostBookingBytes),
  booking,
});

/** Null: there is none. Rejects without Redis. */
export async function readBooking(redis: ScriptedRedis, id: CandidateId): Promise<HeldBooking | null> {
  const text = await redis.get(keys.booking(id));
  if (text === null) return null;
  return { text, booking: storedBookingSchema.safeParse(parseJson(text)).data ?? null };
}

const namedSchema = z.object({ bookingId: bookingIdSchema });

/**
 * What is needed to place a booking's call. Null: it has expired, was cancelled, or belongs to another booking.
 * `unreadable`: this version cannot read it.
 */
export async function readBookedCall(
  redis: ScriptedRedis,
  id: CandidateId,
  bookingId: string,
): Promise<BookedCall | 'unreadable' | null> {
  const text = await redis.get(keys.bookedCall(id));
  if (text === null) return null;
  const stored = parseJson(text);
  const named = namedSchema.safeParse(stored).data;
  if (named !== undefined && named.bookingId !== bookingId) return null;
  return bookedCallSchema.safeParse(stored).data ?? 'unreadable';
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
 * since it was read. Rejects without Redis, and stores nothing that its reader could not read or that is too long.
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
    isNew ? toStoredText(bookedCallSchema, call.call, mostCallBytes) : call === 'keep' ? '=' : '',
    String(isNew ? Math.ceil(call.lifeMs) : 0),
  );
  return moved === 1;
}

/** Removes a candidate's booking, whatever its state and version. Returns its id for its job. Null: there was none. */
export async function forgetBooking(redis: ScriptedRedis, id: CandidateId): Promise<string | null> {
  const text = await redis.getdel(keys.booking(id));
  await redis.del(keys.bookedCall(id));
  return namedSchema.safeParse(parseJson(text ?? '')).data?.bookingId ?? null;
}
