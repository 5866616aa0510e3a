import { randomUUID } from 'node:crypto';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { consentVersion } from '@ringback/shared/contract/consent';
import {
  type CandidateId,
  candidateIdSchema,
  operationIdSchema,
  sessionIdSchema,
} from '@ringback/shared/contract/ids';
import { ownDataSchema } from '@ringback/shared/contract/own-data';
import { blockNumber } from '@ringback/shared/redis/admission/blocked-numbers';
import { readBooking, toHeld } from '@ringback/shared/redis/admission/bookings';
import { verifyNumber } from '@ringback/shared/redis/admission/verified-numbers';
import { keys } from '@ringback/shared/redis/keys';
import { createBookingQueue } from '@ringback/shared/redis/queues/booking-queue';
import { toQueueKey } from '@ringback/shared/redis/queues/queues';
import { createNumberHashes } from '@ringback/shared/runtime/number-hashes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createCandidateCookie,
  newCandidateId,
} from '../../services/frontend-gateway/src/http/candidate-cookie.ts';
import type { RunningGateway } from '../../services/frontend-gateway/src/start-gateway.ts';
import { bookingIn, inMs, toBook } from '../support/booked-call.ts';
import { type CandidateClient, plainJob, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { startGatewayOn } from '../support/gateway-on.ts';
import { type Gateways, gatewayOperatorToken, gatewayPage, startGateways } from '../support/gateways.ts';
import { calledNumber } from '../support/phone-stack.ts';
import { testKeys } from '../support/settings.ts';

const env = { PHONE_CALLS: 'stand_in', QUIET_HOURS: 'off' };
const hashes = createNumberHashes({
  numberHashKey: [testKeys.NUMBER_HASH_KEY],
  dataEncryptionKey: [testKeys.DATA_ENCRYPTION_KEY],
});
const farMs = 3600_000;

let gateways: Gateways;
let candidate: CandidateClient;
let later: RunningGateway | null = null;

async function open(more: Record<string, string> = {}, count = 2): Promise<void> {
  gateways = await startGateways({ count, env: { ...env, ...more } });
  candidate = await visit(gateways.url);
}
beforeEach(() => {
  later = null;
});
afterEach(async () => {
  await later?.close();
  await gateways.close();
  expect(gateways.logs.errors()).toEqual([]);
});

const idOf = ({ cookie }: CandidateClient): CandidateId =>
  candidateIdSchema.parse(/=(can_[\w-]+)\./.exec(cookie)?.[1]);
const refusalOf = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiError ? `${error.status} ${error.code}` : String(error)),
  );
/** The dial jobs that were made: no telephony runs here that would take them. */
const dialled = () => gateways.redis.lrange(`${toQueueKey('dial')}:wait`, 0, -1);
const sessionsOf = async (who: CandidateClient) => (await who.api.sessions()).sessions;

async function storedOf(who: CandidateClient) {
  const held = await readBooking(gateways.redis, idOf(who));
  if (held?.booking == null) throw new Error('there is no booking');
  return held.booking;
}

async function setBooking(changed: Record<string, unknown>): Promise<void> {
  const booking = { ...(await storedOf(candidate)), ...changed };
  await gateways.redis.set(keys.booking(idOf(candidate)), toHeld(booking).text, 'PX', farMs);
}

/** As the queue does when a booking is due. */
async function tellOf({ bookingId }: { bookingId: string }, candidateId = idOf(candidate)): Promise<void> {
  const queue = createBookingQueue(gateways.redis);
  await queue.remove(bookingId);
  await queue.add('due', { candidateId, bookingId }, { jobId: bookingId });
  await queue.close();
}

/** As when a booking's time has come. */
async function bringForward(): Promise<void> {
  await setBooking({ dueAt: Date.now() });
  await tellOf(await storedOf(candidate));
}

/** All of Redis, as far as a text can be found in it. */
async function allOfRedis(): Promise<string> {
  const names = await gateways.redis.keys('*');
  const dumps = await Promise.all(names.map((name) => gateways.redis.dumpBuffer(name)));
  return names.map((name, index) => `${name} ${dumps[index]?.toString('latin1')}`).join('\n');
}

/** Waits until a call that was booked later has been placed: one that was to come before would have come. */
async function untilOthersAreCalled(): Promise<void> {
  const other = await visit(gateways.url);
  await other.api.bookCall(toBook(inMs(500), { phoneNumber: '+14155550111' }));
  await bookingIn(other, 'called');
}

describe('a call that is booked for a time', { timeout: 60_000 }, () => {
  it('is told as booked, and at its time has a session and one request to dial, at two gateways', async () => {
    await open();
    expect(await candidate.api.booking()).toEqual({ booking: null, surpriseWithinMs: 2 * 3600_000 });
    const when = inMs(1_500);
    const { booking } = await candidate.api.bookCall(toBook(when, { consent: consentVersion }));
    expect(booking).toEqual({
      ...{ state: 'waiting', kind: 'at', at: when.kind === 'at' ? when.at : 0, zone: 'Europe/Berlin' },
      ...{ windowEndsAt: null, shownNumber: '+1 … 00', jobTitle: 'Product Manager' },
      ...{ sessionId: null, reason: null, settledAt: null, madeAt: expect.any(Number) },
    });
    expect(await sessionsOf(candidate)).toEqual([]);
    expect(await dialled()).toEqual([]);

    const called = await bookingIn(candidate, 'called');
    expect(called).toMatchObject({ shownNumber: null, jobTitle: null });
    expect(called.settledAt).toBeGreaterThanOrEqual((called.at ?? 0) - 500);
    const [session, ...others] = await sessionsOf(candidate);
    expect(others).toEqual([]);
    expect(session?.sessionId).toBe(called.sessionId);
    expect(await dialled()).toEqual([called.sessionId]);
    // What the candidate agreed to, they agreed to when they booked.
    const [first] = await gateways.store.readLog(sessionIdSchema.parse(called.sessionId), 0);
    expect(first?.event).toMatchObject({ consent: { version: consentVersion, givenAt: called.madeAt } });
    expect(await gateways.redis.exists(keys.bookedCall(idOf(candidate)))).toBe(0);
  });

  it('keeps its number sealed, until its time and no longer', async () => {
    await open();
    await candidate.api.bookCall(toBook(inMs(farMs)));
    expect(await allOfRedis()).toContain('Product Manager');
    expect(await allOfRedis()).not.toContain('5550100');
    // What places it expires by itself, whatever runs then.
    const lifeMs = await gateways.redis.pttl(keys.bookedCall(idOf(candidate)));
    expect(lifeMs).toBeGreaterThan(farMs);
    expect(lifeMs).toBeLessThanOrEqual(farMs + 90_000);
    expect(JSON.stringify(gateways.logs.lines)).not.toContain('5550100');
  });

  it('is one at a time; the same request again is the same booking, and another one under its name is refused', async () => {
    await open();
    const request = toBook(inMs(farMs));
    const first = await candidate.api.bookCall(request);
    expect(await candidate.api.bookCall(request)).toEqual(first);
    expect(await refusalOf(candidate.api.bookCall(toBook(inMs(farMs))))).toBe('409 booking_exists');
    const other = { ...request, phoneNumber: '+14155550122' };
    expect(await refusalOf(candidate.api.bookCall(other))).toBe('409 operation_conflict');
    expect(await gateways.redis.zcard(`${toQueueKey('bookings')}:delayed`)).toBe(1);
  });

  it('never rings once it is cancelled, and another one may be booked', async () => {
    await open();
    await candidate.api.bookCall(toBook(inMs(farMs)));
    const booking = await storedOf(candidate);
    await candidate.api.cancelBooking();
    expect((await candidate.api.booking()).booking).toBeNull();
    expect(await gateways.redis.keys(`*${booking.bookingId}*`)).toEqual([]);
    // Nor does it if its job was with a worker already.
    await tellOf(booking);
    await untilOthersAreCalled();
    expect(await sessionsOf(candidate)).toEqual([]);
    expect((await candidate.api.bookCall(toBook(inMs(farMs)))).booking?.state).toBe('waiting');
  });

  it.each([
    ['a time that is over', { when: inMs(-1) }, '422 booking_time_invalid'],
    ['more than seven days ahead', { when: inMs(7 * 24 * 3600_000 + 60_000) }, '422 booking_time_invalid'],
    [
      'a zone that does not exist',
      { when: { kind: 'at', at: Date.now() + farMs, zone: 'Mars/North' } },
      '422 request_invalid',
    ],
    ['no number', { phoneNumber: 'call me' }, '422 number_invalid'],
    ['a number that may not be called', { phoneNumber: '+1 900 555 0100' }, '422 number_not_allowed'],
  ] as const)('is refused with words: %s', async (_, wrong, refusal) => {
    await open({}, 1);
    expect(await refusalOf(candidate.api.bookCall(toBook(inMs(farMs), wrong)))).toBe(refusal);
    expect((await candidate.api.booking()).booking).toBeNull();
  });

  it('is refused while calls are switched off, and after twenty in an hour', async () => {
    await open({}, 1);
    await gateways.redis.set(keys.dialling, 'off');
    expect(await refusalOf(candidate.api.bookCall(toBook(inMs(farMs))))).toBe('503 dialling_disabled');
    await gateways.redis.del(keys.dialling);
    for (let count = 0; count < 19; count++) {
      await candidate.api.bookCall(toBook(inMs(farMs)));
      await candidate.api.cancelBooking();
    }
    expect(await refusalOf(candidate.api.bookCall(toBook(inMs(farMs))))).toBe('429 limited');
  });

  it('costs a look each time it is asked for again, as other reads do', async () => {
    await open({ READS_PER_MINUTE: '3' }, 1);
    const request = toBook(inMs(farMs));
    for (const _ of [1, 2, 3]) await candidate.api.bookCall(request);
    expect(await refusalOf(candidate.api.bookCall(request))).toBe('429 limited');
    // A request that is not understood costs none.
    const other = await visit(gateways.url);
    for (const _ of [1, 2, 3, 4])
      expect((await other.fetch('/api/candidate/booking', { body: { when: 'soon' } })).status).toBe(422);
    expect((await other.api.booking()).booking).toBeNull();
  });

  it('is told without its number when that cannot be unsealed, and lapses with words at its time', async () => {
    await open();
    await candidate.api.bookCall(toBook(inMs(farMs)));
    const key = keys.bookedCall(idOf(candidate));
    const call = JSON.parse((await gateways.redis.get(key)) ?? '');
    // As sealed with a key that was taken away.
    await gateways.redis.set(key, JSON.stringify({ ...call, sealed: `${call.sealed.slice(0, -6)}AAAAAA` }));
    expect((await candidate.api.booking()).booking).toMatchObject({
      ...{ state: 'waiting', shownNumber: null, jobTitle: 'Product Manager' },
    });
    const own = ownDataSchema.parse(await (await candidate.fetch('/api/candidate/export')).json());
    expect(own.bookings).toMatchObject([{ state: 'waiting', phoneNumber: null }]);
    const metrics = await (await fetch(`${gateways.url}/metrics`)).text();
    expect(metrics).toMatch(/bookings_unreadable_total\{[^}]*part="callee"[^}]*\} 2/);
    await bringForward();
    expect(await bookingIn(candidate, 'lapsed')).toMatchObject({ reason: 'failed', sessionId: null });
    expect(await dialled()).toEqual([]);
  });

  it('is refused where no phone is called', async () => {
    await open({ PHONE_CALLS: 'off' }, 1);
    expect(await refusalOf(candidate.api.bookCall(toBook(inMs(farMs))))).toBe('422 phone_unavailable');
  });
});

describe('a surprise', { timeout: 60_000 }, () => {
  it('comes within its time, which is told nowhere before', async () => {
    await open({ SURPRISE_CALL_WITHIN_MINUTES: '120' });
    const answer = await candidate.api.bookCall(toBook({ kind: 'surprise' }));
    expect(answer).toMatchObject({
      surpriseWithinMs: 2 * 3_600_000,
      booking: { kind: 'surprise', at: null, state: 'waiting' },
    });
    const { dueAt } = await storedOf(candidate);
    expect(answer.booking?.windowEndsAt).toBeGreaterThanOrEqual(dueAt);
    const headers = { authorization: `Bearer ${gatewayOperatorToken}` };
    const told = await Promise.all(
      [
        candidate.fetch('/api/candidate/booking'),
        candidate.fetch('/api/candidate/export'),
        candidate.fetch('/api/operator/queues', { headers }),
        candidate.fetch('/api/operator/audit', { headers }),
        fetch(`${gateways.url}/metrics`),
        fetch(`${gateways.urls[1]}/metrics`),
      ].map(async (asked) => (await asked).text()),
    );
    const all = [JSON.stringify(answer), ...told, JSON.stringify(gateways.logs.lines)].join('\n');
    for (const secret of [String(dueAt), new Date(dueAt).toISOString().slice(0, 19)])
      expect(all).not.toContain(secret);
    // An operator sees how many there are.
    expect(told[2]).toContain('"name":"bookings","counts":{"wait":0,"active":0,"delayed":1,"failed":0}');
    await bringForward();
    const called = await bookingIn(candidate, 'called', 20_000);
    expect(called.settledAt).toBeLessThanOrEqual(called.windowEndsAt ?? 0);
  });
});

describe('at its time a booked call is admitted again', { timeout: 60_000 }, () => {
  it('and lapses when calls have been switched off meanwhile', async () => {
    await open();
    await candidate.api.bookCall(toBook(inMs(farMs)));
    await gateways.redis.set(keys.dialling, 'off');
    await bringForward();
    expect(await bookingIn(candidate, 'lapsed')).toMatchObject({ reason: 'switched_off', sessionId: null });
    expect(await sessionsOf(candidate)).toEqual([]);
    // It was told, and may be put aside.
    await candidate.api.cancelBooking();
    expect((await candidate.api.booking()).booking).toBeNull();
  });

  it('and lapses when the number is never to be called again', async () => {
    await open();
    await candidate.api.bookCall(toBook(inMs(farMs)));
    await blockNumber(gateways.redis, hashes, calledNumber);
    await bringForward();
    expect(await bookingIn(candidate, 'lapsed')).toMatchObject({ reason: 'number_not_allowed' });
    expect(await dialled()).toEqual([]);
  });

  it('and lapses when a limit of the day is reached', async () => {
    await open({ CALLS_PER_DAY_PER_NUMBER: '1' });
    await candidate.start({ call: { via: 'phone', phoneNumber: calledNumber } });
    const other = await visit(gateways.url);
    await other.api.bookCall(toBook(inMs(1_000)));
    expect(await bookingIn(other, 'lapsed')).toMatchObject({ reason: 'limit' });
    expect(await sessionsOf(other)).toEqual([]);
  });
});

describe('the hours of the night', { timeout: 60_000 }, () => {
  /** Whatever the hour is now, in one of the country’s many zones it is within these. */
  const hour = new Date().getUTCHours();
  const night = { QUIET_HOURS: `${(hour + 24 - 8) % 24}-${(hour + 24 - 4) % 24}` };

  it('protect a number that was not shown to be the candidate’s, and are its owner’s own choice', async () => {
    await open(night, 1);
    expect(await refusalOf(candidate.api.bookCall(toBook(inMs(2_000))))).toBe('422 booking_time_quiet');
    await verifyNumber(gateways.redis, hashes, { candidateId: idOf(candidate), phoneNumber: calledNumber });
    await candidate.api.bookCall(toBook(inMs(1_000)));
    expect((await bookingIn(candidate, 'called')).sessionId).not.toBeNull();
  });
});

describe('a number that must first be shown to be the candidate’s', { timeout: 60_000 }, () => {
  it('is refused when it is booked, as a call now is, and booked once it was shown', async () => {
    await open({ NUMBER_VERIFICATION: 'required' }, 1);
    const call = { via: 'phone', phoneNumber: calledNumber } as const;
    const startNow = () =>
      candidate.api.startSession({
        operationId: operationIdSchema.parse(randomUUID()),
        jobConfiguration: plainJob,
        call,
      });
    expect(await refusalOf(startNow())).toMatch(/verify_first$/);
    expect(await refusalOf(candidate.api.bookCall(toBook(inMs(farMs))))).toMatch(/verify_first$/);
    expect((await candidate.api.booking()).booking).toBeNull();
    await verifyNumber(gateways.redis, hashes, { candidateId: idOf(candidate), phoneNumber: calledNumber });
    expect((await candidate.api.bookCall(toBook(inMs(farMs)))).booking?.state).toBe('waiting');
  });
});

describe('a restart', { timeout: 60_000 }, () => {
  it('before its time costs nothing: the phone rings once', async () => {
    await open({}, 1);
    await candidate.api.bookCall(toBook(inMs(3_000)));
    await gateways.all[0]?.close();
    later = await startGatewayOn(await currentRedisUrl(), gateways.logs, env);
    await eventually(async () => (await storedOf(candidate)).state === 'called', 20_000);
    expect(await dialled()).toHaveLength(1);
  });

  it('long after its time dials nothing, and says so', async () => {
    await open({}, 1);
    await candidate.api.bookCall(toBook(inMs(farMs)));
    const { bookingId } = await storedOf(candidate);
    await gateways.all[0]?.close();
    await setBooking({ dueAt: Date.now() - 61_000 });
    await tellOf({ bookingId });
    later = await startGatewayOn(await currentRedisUrl(), gateways.logs, env);
    const told = await eventually(async () => {
      const stored = await storedOf(candidate);
      if (stored.state !== 'lapsed') throw new Error(`the booking is ${stored.state}`);
      return stored;
    });
    expect(told).toMatchObject({ reason: 'missed', sessionId: null });
    expect(await dialled()).toEqual([]);
    expect(await gateways.redis.keys('session:*')).toEqual([]);
  });

  it('in the middle of placing it rings once: the second run finds the session of the first', async () => {
    await open({}, 1);
    await candidate.api.bookCall(toBook(inMs(farMs)));
    const call = await gateways.redis.get(keys.bookedCall(idOf(candidate)));
    await bringForward();
    const first = await bookingIn(candidate, 'called');
    // As its worker left it when it died before it could say so.
    await gateways.redis.set(keys.bookedCall(idOf(candidate)), call ?? '');
    await setBooking({ state: 'calling', settledAt: null });
    await tellOf(await storedOf(candidate));
    const second = await bookingIn(candidate, 'called');
    expect(second.sessionId).toBe(first.sessionId);
    expect(await dialled()).toEqual([first.sessionId]);
    expect(await sessionsOf(candidate)).toHaveLength(1);
  });

  it('while it was placed, and too late, does not say that it was missed', async () => {
    await open({}, 1);
    await candidate.api.bookCall(toBook(inMs(1_000)));
    const first = await bookingIn(candidate, 'called');
    await setBooking({ state: 'calling', settledAt: null, dueAt: Date.now() - 61_000 });
    await tellOf(await storedOf(candidate));
    expect((await bookingIn(candidate, 'called')).sessionId).toBe(first.sessionId);
  });

  /** The database of this test, without emptying it. */
  async function currentRedisUrl(): Promise<string> {
    const { host, port, db } = gateways.redis.options;
    return `redis://${host}:${port}/${db ?? 0}`;
  }
});

describe('a booking belongs to its candidate', { timeout: 60_000 }, () => {
  it('is cancelled under each of their ids, also when one cannot be', async () => {
    const origin = 'https://ringback.example';
    await open({ ALLOWED_ORIGINS: `${gatewayPage},${origin}` }, 1);
    await candidate.api.bookCall(toBook(inMs(farMs)));
    const former = idOf(candidate);
    const waiting = await storedOf(candidate);
    const own = newCandidateId();
    const calling = { ...waiting, state: 'calling', bookingId: 'bkg_1123456789012345678901' };
    await gateways.redis.set(keys.booking(own), toHeld(calling).text);
    const cookies = createCandidateCookie([testKeys.COOKIE_SECRET], () => 0).join([own, former], {
      secure: true,
    });
    const cookie = cookies.map((each) => each.split(';')[0]).join('; ');
    const answer = await fetch(`${gateways.url}/api/candidate/booking`, {
      method: 'DELETE',
      headers: { origin, cookie },
    });
    expect([answer.status, await answer.json()]).toMatchObject([409, { error: { code: 'booking_due' } }]);
    expect(await gateways.redis.exists(keys.booking(former), keys.bookedCall(former))).toBe(0);
    expect(await gateways.redis.keys(`*${waiting.bookingId}*`)).toEqual([]);
    expect(await gateways.redis.exists(keys.booking(own))).toBe(1);
  });

  it('stands in their file, with the number', async () => {
    await open({}, 1);
    await candidate.api.bookCall(toBook(inMs(farMs)));
    const own = ownDataSchema.parse(await (await candidate.fetch('/api/candidate/export')).json());
    expect(own.bookings).toMatchObject([
      { state: 'waiting', phoneNumber: calledNumber, start: { jobConfiguration: plainJob } },
    ]);
  });

  it('is gone with everything else, its job too, and never rings', async () => {
    await open();
    await candidate.api.bookCall(toBook(inMs(farMs)));
    const owner = idOf(candidate);
    const { bookingId } = await storedOf(candidate);
    expect((await candidate.api.erasurePreview(null)).counts.waiting_jobs).toBe(1);
    const record = await candidate.api.eraseEverything(operationIdSchema.parse(randomUUID()));
    const done = await eventually(async () => {
      const read = await candidate.api.deletionRecord(record.reference);
      if (read.erasedAt === null) throw new Error('not erased yet');
      return read;
    });
    expect(done.counts.waiting_jobs).toBe(1);
    expect(await gateways.redis.keys(`candidate:${owner}:book*`)).toEqual([]);
    expect(await gateways.redis.keys(`*${bookingId}*`)).toEqual([]);
    await tellOf({ bookingId }, owner);
    await untilOthersAreCalled();
    expect(await gateways.redis.keys(keys.candidateSessions(owner))).toEqual([]);
  });

  it('is not left behind by a browser that becomes another candidate', async () => {
    await open({}, 1);
    const elsewhere = await visit(gateways.url);
    await elsewhere.start();
    const { code } = await elsewhere.api.makeDeviceCode();
    await candidate.api.bookCall(toBook(inMs(farMs)));
    expect(await refusalOf(candidate.api.joinByDeviceCode({ code, leaveOwn: true }))).toBe('409 own_booking');
    await candidate.api.cancelBooking();
    expect(await refusalOf(candidate.api.joinByDeviceCode({ code, leaveOwn: true }))).toBe('done');
  });
});
