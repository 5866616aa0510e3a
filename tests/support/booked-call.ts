import { randomUUID } from 'node:crypto';
import type { BookingInput } from '@ringback/shared/client/booking-client';
import type { Booking, BookingWish } from '@ringback/shared/contract/bookings';
import { operationIdSchema } from '@ringback/shared/contract/ids';
import { type CandidateClient, plainJob } from './candidate-client.ts';
import { eventually } from './eventually.ts';
import { calledNumber } from './phone-stack.ts';

/** At this many ms from now, by the clock of Berlin. */
export const inMs = (ms: number): BookingWish => ({ kind: 'at', at: Date.now() + ms, zone: 'Europe/Berlin' });

/** A request for a booked call. */
export const toBook = (when: BookingWish, rest: Partial<BookingInput> = {}): BookingInput => ({
  operationId: operationIdSchema.parse(randomUUID()),
  jobConfiguration: plainJob,
  phoneNumber: calledNumber,
  when,
  ...rest,
});

/** Waits until a candidate's booking is in this state. */
export function bookingIn(candidate: CandidateClient, state: string, withinMs = 15_000): Promise<Booking> {
  return eventually(async () => {
    const { booking } = await candidate.api.booking();
    if (booking?.state !== state) throw new Error(`the booking is ${booking?.state}`);
    return booking;
  }, withinMs);
}
