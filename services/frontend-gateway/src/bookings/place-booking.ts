import type { LapseReason } from '@ringback/shared/contract/bookings';
import { AppError } from '@ringback/shared/contract/errors';
import {
  type SessionStarted,
  type StartSession,
  startSessionSchema,
} from '@ringback/shared/contract/http-api';
import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import type { BookedCall, StoredBooking } from '@ringback/shared/contract/stored-booking';
import {
  type HeldBooking,
  moveBooking,
  readBookedCall,
  readBooking,
  toHeld,
} from '@ringback/shared/redis/admission/bookings';
import { isBeingErased } from '@ringback/shared/redis/erasure/erasure-requests';
import type { bookingJobSchema } from '@ringback/shared/redis/queues/booking-queue';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import type { Logger } from '@ringback/shared/runtime/logger';
import { z } from 'zod';
import { afterRefusal } from '../domain/booking-refusal.ts';
import { judgeTime } from '../domain/booking-time.ts';
import { isPending } from '../domain/told-booking.ts';
import type { StartRequest } from '../starts/start-request.ts';
import { toBookedStart } from './booked-start.ts';
import type { BookingMetrics } from './booking-metrics.ts';
import type { BookingTimes } from './booking-queue-door.ts';
import { unsealCallee } from './sealed-callee.ts';
import { tellUnreadable } from './tell-unreadable.ts';

export interface PlacingParts {
  redis: ScriptedRedis;
  store: Pick<SessionStore, 'read'>;
  start: (request: StartRequest) => Promise<SessionStarted>;
  /** The session that a start by this candidate with this operation makes. */
  toSessionId: (candidateId: CandidateId, operationId: StartSession['operationId']) => SessionId;
  /** Spends one of the candidate's starts, once for a booking. Throws when none is left. */
  spendStart: (booking: Due) => Promise<void>;
  sealingKeys: KeyRing;
  times: Pick<BookingTimes, 'graceMs'>;
  /** How long a settled booking is told of, in ms from now. */
  toldLifeMs: (dueAt: number) => number;
  metrics: BookingMetrics;
  logger: Logger;
  /** The fleet's time, epoch ms. */
  now: () => number;
}

/** Of a refused start. */
const detailsSchema = z.object({
  limit: z.string().optional(),
  retryAfterMs: z.number().nonnegative().optional(),
});

type Due = z.output<typeof bookingJobSchema>;

/** A booking whose time has come, as it stands, and all that its call needs. */
interface Claimed {
  candidateId: CandidateId;
  held: HeldBooking;
  booking: StoredBooking;
  call: BookedCall;
}

/**
 * Places the call of a booking, if it is still to be placed: as a start by its candidate, admitted as any other now.
 * Resolves to how long it waits before it is looked at again (ms), or to null when it is settled. Rejects without Redis.
 */
export async function placeBooking(
  parts: PlacingParts,
  { candidateId, bookingId }: Due,
): Promise<number | null> {
  const { redis, now, times } = parts;
  const held = await readBooking(redis, candidateId);
  const booking = held?.booking ?? null;
  if (held !== null && booking === null) tellUnreadable(parts, 'booking');
  // Cancelled, replaced, or settled by another run.
  if (held === null || booking?.bookingId !== bookingId || !isPending(booking)) return null;
  const judged = judgeTime(booking.dueAt, now(), times.graceMs);
  if (judged === 'early') return booking.dueAt - now();
  // What it starts now would be erased with the rest.
  if (await isBeingErased(redis, candidateId)) return null;
  const call = await readBookedCall(redis, candidateId, bookingId);
  const due = { candidateId, held, booking };
  if (judged === 'missed' || call === null) return await giveUp(parts, due, 'missed');
  if (call === 'unreadable') {
    tellUnreadable(parts, 'call');
    return await giveUp(parts, due, 'failed');
  }
  const claimed = await claim(parts, { ...due, call });
  return claimed === null ? 0 : await ring(parts, claimed);
}

/** From now on it cannot be cancelled. Null: it was cancelled, or another run was first. */
async function claim(parts: PlacingParts, due: Claimed): Promise<Claimed | null> {
  const { candidateId, held, booking, call } = due;
  if (booking.state === 'calling') return due;
  const start = startSessionSchema.shape.operationId.safeParse(call.start.operationId);
  const sessionId = start.success ? parts.toSessionId(candidateId, start.data) : null;
  const calling = { ...booking, state: 'calling', sessionId };
  const isMoved = await move(parts, { candidateId, held }, calling, 'keep');
  return isMoved ? { ...due, booking: calling, held: toHeld(calling) } : null;
}

function move(
  { redis, toldLifeMs }: PlacingParts,
  { candidateId, held }: Pick<Claimed, 'candidateId' | 'held'>,
  booking: StoredBooking,
  call: 'keep' | null,
): Promise<boolean> {
  const to = { held: toHeld(booking), lifeMs: toldLifeMs(booking.dueAt) };
  return moveBooking(redis, candidateId, { from: held, to, call });
}

/** The call is not placed any more. An earlier run may have placed it and died before it could say so. */
async function giveUp(parts: PlacingParts, due: Omit<Claimed, 'call'>, reason: LapseReason): Promise<null> {
  const { booking } = due;
  const isCalled = booking.sessionId !== null && (await parts.store.read(booking.sessionId)) !== null;
  return isCalled ? await settle(parts, due, booking.sessionId) : await lapse(parts, due, reason);
}

async function ring(parts: PlacingParts, claimed: Claimed): Promise<number | null> {
  const { now, times, logger } = parts;
  const { candidateId, booking, call } = claimed;
  try {
    const request = toStartRequest(parts, candidateId, booking, call);
    if (request === null) return await giveUp(parts, claimed, 'failed');
    const { sessionId } = await parts.start(request);
    return await settle(parts, claimed, sessionId);
  } catch (error) {
    // Without Redis the queue brings it back.
    if (!(error instanceof AppError) || error.code === 'store_unavailable') throw error;
    const after = afterRefusal(
      error.code,
      detailsSchema.safeParse(error.details).data ?? {},
      booking.dueAt + times.graceMs - now(),
    );
    logger.info({ code: error.code, step: after.step }, 'a booked call was refused');
    if (after.step === 'lapse') return await lapse(parts, claimed, after.reason);
    await move(parts, claimed, { ...booking, state: 'waiting', sessionId: null }, 'keep');
    return after.afterMs;
  }
}

/** Null: this version or its keys cannot read a part of it. */
function toStartRequest(
  parts: PlacingParts,
  candidateId: CandidateId,
  booking: StoredBooking,
  call: BookedCall,
): StartRequest | null {
  const { bookingId } = booking;
  const callee = unsealCallee(parts.sealingKeys, call.sealed, bookingId);
  const body = callee === null ? null : toBookedStart(call.start, callee.phoneNumber);
  if (callee === null || body === null) {
    tellUnreadable(parts, callee === null ? 'callee' : 'call');
    return null;
  }
  return {
    candidateId,
    owners: call.owners,
    body,
    mediaUrl: '',
    address: callee.address,
    origin: undefined,
    booked: { at: booking.madeAt },
    spend: () => parts.spendStart({ candidateId, bookingId }),
  };
}

async function settle(
  parts: PlacingParts,
  due: Omit<Claimed, 'call'>,
  sessionId: SessionId | null,
): Promise<null> {
  const called = { ...due.booking, state: 'called', sessionId, settledAt: parts.now() };
  if (!(await move(parts, due, called, null))) return null;
  parts.metrics.told('called');
  parts.logger.info({ sessionId }, 'booked call requested');
  return null;
}

async function lapse(parts: PlacingParts, due: Omit<Claimed, 'call'>, reason: LapseReason): Promise<null> {
  const lapsed = { ...due.booking, state: 'lapsed', reason, sessionId: null, settledAt: parts.now() };
  if (!(await move(parts, due, lapsed, null))) return null;
  parts.metrics.lapsed(reason);
  parts.logger.warn({ reason }, 'booked call lapsed');
  return null;
}
