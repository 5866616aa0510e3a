import { z } from 'zod';
import { consentVersionSchema } from './consent.ts';
import { phoneNumberTextSchema } from './http-api.ts';
import { operationIdSchema, sessionIdSchema } from './ids.ts';
import { interviewModes } from './interview-mode.ts';
import { jobConfigurationSchema } from './job-configuration.ts';
import { practiceRequestSchema } from './practice.ts';
import { storedWord } from './text.ts';

/** How far ahead a call can be booked. */
export const mostAheadMs = 7 * 24 * 3600_000;
/** A booked call that is later than this, for whatever reason, is not placed any more. */
export const bookingGraceMs = 60_000;

/** Names one booking. It reveals nothing of its candidate. */
export const bookingIdSchema = z.string().regex(/^bkg_[\w-]{22}$/);

/** A zone of the IANA time zone database, such as `Europe/Berlin`. It serves the words of the page alone. */
const zoneSchema = z.string().max(64).refine(isZone, 'is not the name of a time zone, such as Europe/Berlin');

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** When the phone shall ring: at this instant (epoch ms), which the person chose by the clock of this zone; or by surprise. */
const bookingWishSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at'), at: z.number().int().positive(), zone: zoneSchema }),
  z.strictObject({ kind: z.literal('surprise') }),
]);
export type BookingWish = z.infer<typeof bookingWishSchema>;

/** The request for a booking: what a start by phone says, and when. */
export const bookingRequestSchema = z
  .strictObject({
    operationId: operationIdSchema,
    jobConfiguration: jobConfigurationSchema,
    phoneNumber: phoneNumberTextSchema,
    when: bookingWishSchema,
    previousSessionId: sessionIdSchema.optional(),
    practice: practiceRequestSchema.optional(),
    /** Absent: `exam`. */
    interviewMode: z.enum(interviewModes).optional(),
    /** Which words of consent the candidate was shown. */
    consent: consentVersionSchema.optional(),
  })
  .refine(({ practice, previousSessionId }) => practice === undefined || previousSessionId !== undefined, {
    path: ['previousSessionId'],
    message: 'is needed: which session is practised?',
  });
export type BookingRequest = z.output<typeof bookingRequestSchema>;

/**
 * Where a booking stands. `calling`: its time has come, and the call is being placed. `called`: its session exists.
 * `lapsed`: its time has passed without a call.
 */
export const bookingStates = ['waiting', 'calling', 'called', 'lapsed'] as const;
export type BookingState = (typeof bookingStates)[number];

/** Why a booked call was not placed. */
export const lapseReasons = [
  /** Nothing of ours ran at its time. A call that is late is not made up for. */
  'missed',
  'switched_off',
  'number_not_allowed',
  'verify_first',
  'quiet_hours',
  'limit',
  'money',
  'busy',
  /** The candidate's phone had a call from here. */
  'call_under_way',
  /** The interview that was to be practised again is gone, or has not what is to be practised. */
  'practice_gone',
  'failed',
] as const;
export type LapseReason = (typeof lapseReasons)[number];

/** A booking as its candidate is told it. The time of a surprise is told nowhere. */
export const bookingSchema = z.object({
  state: storedWord,
  kind: storedWord,
  madeAt: z.number(),
  /** Epoch ms, and the zone by whose clock it was chosen. Null for a surprise. */
  at: z.number().nullable(),
  zone: storedWord.nullable(),
  /** By when a surprise call has come, epoch ms. Null for a call at a time. */
  windowEndsAt: z.number().nullable(),
  /** The beginning and the end of the number, such as `+49 … 67`. Null once it is not kept any more. */
  shownNumber: z.string().nullable(),
  jobTitle: z.string().nullable(),
  sessionId: sessionIdSchema.nullable(),
  /** Why it lapsed. */
  reason: storedWord.nullable(),
  settledAt: z.number().nullable(),
});
export type Booking = z.infer<typeof bookingSchema>;

/** The candidate's booking. Null: there is none. */
export const bookingAnswerSchema = z.object({
  booking: bookingSchema.nullable(),
  /** Within how long a surprise call comes here. */
  surpriseWithinMs: z.number(),
});
export type BookingAnswer = z.infer<typeof bookingAnswerSchema>;
