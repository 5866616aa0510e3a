import { z } from 'zod';
import { type BookingAnswer, type BookingWish, bookingAnswerSchema } from '../contract/bookings.ts';
import type { OperationId, SessionId } from '../contract/ids.ts';
import type { InterviewMode } from '../contract/interview-mode.ts';
import type { JobConfigurationInput } from '../contract/job-configuration.ts';
import type { PracticeRequest } from '../contract/practice.ts';
import type { GatewayCall } from './gateway-call.ts';

/** What is booked: a call to this number, for this job, at this time. */
export interface BookingInput {
  operationId: OperationId;
  jobConfiguration: JobConfigurationInput;
  phoneNumber: string;
  when: BookingWish;
  previousSessionId?: SessionId;
  practice?: PracticeRequest;
  interviewMode?: InterviewMode;
  /** Which words of consent the page has shown. */
  consent?: string;
}

/** The part of the gateway's interface by which calls are booked. Every call throws ApiError. */
export interface BookingClient {
  /** The candidate's booked call, and how long a surprise may take here. */
  booking(): Promise<BookingAnswer>;
  bookCall(request: BookingInput): Promise<BookingAnswer>;
  /** Cancels the booked call, or removes what is told of an earlier one. */
  cancelBooking(): Promise<void>;
}

type Call = <T extends z.ZodType>(schema: T, what: GatewayCall) => Promise<z.infer<T>>;

const path = '/api/candidate/booking';

/** @param call sends with the candidate's cookie. */
export function createBookingClient(call: Call): BookingClient {
  return {
    booking: () => call(bookingAnswerSchema, { method: 'GET', path }),
    bookCall: (body) => call(bookingAnswerSchema, { method: 'POST', path, body }),
    async cancelBooking() {
      await call(z.unknown(), { method: 'DELETE', path });
    },
  };
}
