import { randomUUID } from 'node:crypto';
import { bookingGraceMs } from '@ringback/shared/contract/bookings';
import { operationIdSchema, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { StoredBooking } from '@ringback/shared/contract/stored-booking';
import { moveBooking, toHeld } from '@ringback/shared/redis/admission/bookings';
import { createBookingQueue } from '@ringback/shared/redis/queues/booking-queue';
import type { QueueWorker } from '@ringback/shared/redis/queues/queue-worker';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startBookingWorker } from '../../services/frontend-gateway/src/bookings/booking-worker.ts';
import type { PlacingParts } from '../../services/frontend-gateway/src/bookings/place-booking.ts';
import { sealCallee } from '../../services/frontend-gateway/src/bookings/sealed-callee.ts';
import { newCandidateId } from '../../services/frontend-gateway/src/http/candidate-cookie.ts';
import { plainJob } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { calledNumber } from '../support/phone-stack.ts';
import { connectTestClient } from '../support/test-client.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const bookingId = 'bkg_0123456789012345678901';
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

/** Books a call for this time of the fleet’s clock, and tells the queue of it at once. */
async function book(dueAt: number): Promise<void> {
  const candidateId = newCandidateId();
  const booking: StoredBooking = {
    ...{ bookingId, state: 'waiting', kind: 'at', madeAt: dueAt, dueAt, zone: 'Europe/Berlin' },
    ...{ windowEndsAt: null, sessionId: null, reason: null, settledAt: null },
  };
  const call = {
    ...{ bookingId, owners: [candidateId], bodyHash: 'a hash' },
    sealed: sealCallee(sealingKeys, { phoneNumber: calledNumber, address: '192.0.2.1' }, bookingId),
    start: { operationId: operationIdSchema.parse(randomUUID()), jobConfiguration: plainJob },
    jobTitle: plainJob.jobTitle,
  };
  const lifeMs = 600_000;
  const to = { held: toHeld(booking), lifeMs };
  await moveBooking(redis, candidateId, { from: null, to, call: { call, lifeMs } });
  const queue = createBookingQueue(redis);
  await queue.add('due', { candidateId, bookingId }, { jobId: bookingId });
  await queue.close();
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
    metrics: { told: tell, lapsed: tell },
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
