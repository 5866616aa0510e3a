import { randomUUID } from 'node:crypto';
import { bookingGraceMs } from '@ringback/shared/contract/bookings';
import { AppError } from '@ringback/shared/contract/errors';
import { type CandidateId, operationIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { StoredBooking } from '@ringback/shared/contract/stored-booking';
import { moveBooking, readBooking, toHeld } from '@ringback/shared/redis/admission/bookings';
import { keys } from '@ringback/shared/redis/keys';
import { createBookingQueue } from '@ringback/shared/redis/queues/booking-queue';
import type { QueueWorker } from '@ringback/shared/redis/queues/queue-worker';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startBookingWorker } from '../../services/frontend-gateway/src/bookings/booking-worker.ts';
import type { PlacingParts } from '../../services/frontend-gateway/src/bookings/place-booking.ts';
import { sealCallee } from '../../services/frontend-gateway/src/bookings/sealed-callee.ts';
import { spendBookedStart } from '../../services/frontend-gateway/src/bookings/spend-booked-start.ts';
import { newCandidateId } from '../../services/frontend-gateway/src/http/candidate-cookie.ts';
import { candidateLimits } from '../../services/frontend-gateway/src/starts/candidate-limits.ts';
import { plainJob } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { calledNumber } from '../support/phone-stack.ts';
import { connectTestClient } from '../support/test-client.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const firstId = 'bkg_0123456789012345678901';
const sessionId = sessionIdSchema.parse('ses_0123456789');
const sealingKeys = ['a key of some length'] as const;
const logger = createLogger({ service: 'test', instance: 'test', level: 'fatal' });

let redisUrl: string;
let redis: ScriptedRedis;
let worker: QueueWorker | null = null;
beforeEach(async () => {
  redisUrl = await testRedisUrl();
  redis = await connectTestClient(redisUrl);
});
afterEach(async () => {
  await worker?.close();
  worker = null;
  redis.disconnect();
});

/** Books a call for this time of the fleet’s clock, and tells the queue of it at once. Returns whose it is. */
async function book(
  dueAt: number,
  { bookingId = firstId, sealedWith = sealingKeys }: { bookingId?: string; sealedWith?: KeyRing } = {},
): Promise<CandidateId> {
  const candidateId = newCandidateId();
  const booking: StoredBooking = {
    ...{ bookingId, state: 'waiting', kind: 'at', madeAt: dueAt, dueAt, zone: 'Europe/Berlin' },
    ...{ windowEndsAt: null, sessionId: null, reason: null, settledAt: null },
  };
  const call = {
    ...{ bookingId, owners: [candidateId], bodyHash: 'a hash' },
    sealed: sealCallee(sealedWith, { phoneNumber: calledNumber, address: '192.0.2.1' }, bookingId),
    start: { operationId: operationIdSchema.parse(randomUUID()), jobConfiguration: plainJob },
  };
  const lifeMs = 600_000;
  const to = { held: toHeld(booking), lifeMs };
  await moveBooking(redis, candidateId, { from: null, to, call: { call, lifeMs } });
  const queue = createBookingQueue(redis);
  await queue.add('due', { candidateId, bookingId }, { jobId: bookingId });
  await queue.close();
  return candidateId;
}

function work(parts: Pick<PlacingParts, 'start' | 'now'> & Partial<PlacingParts>): { outcomes: string[] } {
  const outcomes: string[] = [];
  const tell = (outcome: string) => void outcomes.push(outcome);
  worker = startBookingWorker({
    ...{ redisUrl, redis, logger, sealingKeys },
    store: { read: async () => null },
    toSessionId: () => sessionId,
    spendStart: async () => {},
    times: { graceMs: bookingGraceMs },
    toldLifeMs: () => 600_000,
    metrics: { told: tell, lapsed: tell, unreadable: (part) => tell(`unreadable ${part}`) },
    ...parts,
  });
  return { outcomes };
}

const started = { sessionId, revision: 1, phase: 'configured', ticket: 'tkt' } as const;

it('a machine whose clock is ahead of the fleet’s waits for a booking’s time, and does not ask for it again and again', async () => {
  let looks = 0;
  const aheadMs = 3_000;
  const now = () => {
    looks += 1;
    return Date.now() - aheadMs;
  };
  await book(Date.now());
  const { outcomes } = work({ now, start: async () => started });
  await eventually(() => outcomes.length > 0);
  expect(outcomes).toEqual(['called']);
  // Each look reads the clock a few times.
  expect(looks).toBeLessThan(20);
}, 30_000);

it('a booking whose number cannot be unsealed lapses at once, and the next one is called', async () => {
  const wrong = await book(Date.now(), { sealedWith: ['another key of some length'] });
  await book(Date.now(), { bookingId: 'bkg_1123456789012345678901' });
  const starts: unknown[] = [];
  const { outcomes } = work({
    now: Date.now,
    async start({ candidateId }) {
      starts.push(candidateId);
      return started;
    },
  });
  await eventually(() => outcomes.length === 3);
  expect(outcomes.toSorted()).toEqual(['called', 'failed', 'unreadable callee']);
  expect(starts).not.toContain(wrong);
  expect((await readBooking(redis, wrong))?.booking).toMatchObject({ state: 'lapsed', reason: 'failed' });
  expect(await redis.exists(keys.bookedCall(wrong))).toBe(0);
}, 30_000);

it('what another version has written of a booking is told, and what its call needs is not called too late', async () => {
  const owner = await book(Date.now());
  await redis.set(keys.bookedCall(owner), JSON.stringify({ bookingId: firstId, sealed: 7 }));
  const { outcomes } = work({ now: Date.now, start: async () => started });
  await eventually(() => outcomes.length === 2);
  expect(outcomes).toEqual(['unreadable call', 'failed']);
}, 30_000);

it('a booking spends one start, however often its call is tried', async () => {
  const limit = { most: 1, windowMs: 600_000 };
  const owner = await book(Date.now());
  let tries = 0;
  const { outcomes } = work({
    now: Date.now,
    spendStart: (booking) => spendBookedStart(redis, booking, limit),
    async start({ spend }) {
      await spend();
      tries += 1;
      if (tries < 3) throw new AppError('interviewers_busy', { details: { retryAfterMs: 1 } });
      return started;
    },
  });
  await eventually(() => outcomes.length > 0, 20_000);
  expect([outcomes, tries]).toEqual([['called'], 3]);
  expect(await redis.get(keys.limit(candidateLimits.starts(owner)))).toBe('1');
  // Another booking spends its own.
  const other = { candidateId: owner, bookingId: 'bkg_1123456789012345678901' };
  await expect(spendBookedStart(redis, other, limit)).rejects.toThrow(AppError);
}, 40_000);

it('nothing is stored that its reader could not read, or that is too long', async () => {
  const owner = await book(Date.now());
  const before = await redis.get(keys.bookedCall(owner));
  const from = await readBooking(redis, owner);
  if (from?.booking == null) throw new Error('there is no booking');
  const to = { held: from, lifeMs: 600_000 };
  const call = {
    ...{ bookingId: firstId, owners: [owner], bodyHash: 'a hash', sealed: 'sealed' },
    start: {},
  };
  const store = (changed: object) =>
    moveBooking(redis, owner, { from, to, call: { call: { ...call, ...changed }, lifeMs: 600_000 } });
  await expect(store({ sealed: 'x'.repeat(1_001) })).rejects.toThrow();
  await expect(store({ start: { texts: 'ç'.repeat(40_000) } })).rejects.toThrow('are the most');
  expect(() => toHeld({ ...from.booking, kind: 'x'.repeat(201) } as StoredBooking)).toThrow();
  expect(await redis.get(keys.bookedCall(owner))).toBe(before);
  expect(await store({})).toBe(true);
}, 30_000);
