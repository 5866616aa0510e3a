import { z } from 'zod';
import { bookingIdSchema } from './bookings.ts';
import { candidateIdSchema, sessionIdSchema } from './ids.ts';
import { storedWord } from './text.ts';

/**
 * Where a booking stands. It contains nothing of the number or of the job, because it is kept for days after its time, so
 * that the candidate is told what became of it. Times in epoch ms.
 */
export const storedBookingSchema = z.object({
  bookingId: bookingIdSchema,
  state: storedWord,
  kind: storedWord,
  madeAt: z.number(),
  /** When the phone is to ring. For a surprise it leaves the gateway nowhere. */
  dueAt: z.number(),
  zone: storedWord.nullable(),
  windowEndsAt: z.number().nullable(),
  /** The session of its call: the one to be made, while the state is `calling`. */
  sessionId: sessionIdSchema.nullable(),
  reason: storedWord.nullable(),
  settledAt: z.number().nullable(),
});
export type StoredBooking = z.infer<typeof storedBookingSchema>;

/** What is needed to place a booked call. It expires soon after the call's time, whatever runs then. */
export const bookedCallSchema = z.object({
  bookingId: bookingIdSchema,
  /** The phone number, and the address that limits count for, sealed for this booking. */
  sealed: z.string().min(1).max(1_000),
  /** The ids whose sessions the candidate may practise again, their own first. */
  owners: z.array(candidateIdSchema).min(1).max(10),
  /** A keyed hash of the whole request, by which a repeated one is recognised. */
  bodyHash: storedWord,
  /** The start of the session, without the number. Its reader checks it as a request. */
  start: z.record(z.string(), z.unknown()),
});
export type BookedCall = z.infer<typeof bookedCallSchema>;
