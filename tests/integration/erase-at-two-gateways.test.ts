import { setTimeout as wait } from 'node:timers/promises';
import { instanceIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { listReservations, readSpentUsd } from '@ringback/shared/redis/admission/reservations';
import { createCallRecordQueue } from '@ringback/shared/redis/queues/call-record-queue';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { afterEach, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { type Gateways, startGateways } from '../support/gateways.ts';
import { beginInterview } from '../support/new-session.ts';

let gateways: Gateways;
afterEach(() => gateways.close());

/** What the interview has used. The price of it is in the figure. */
const tokens = { input: 1, cached: 0, output: 1 };
const use = {
  costUsd: 0.25,
  text: tokens,
  audio: tokens,
  transcription: { input: 0, output: 0, seconds: 1 },
};
const instance = instanceIdSchema.parse('telephony-1');
const callSidOf = (index: number) => `CA${String(index).padStart(32, '0')}`;

interface Erasure {
  sessionId: SessionId;
  statuses: number[];
}

/**
 * Sessions with talk, with a call or just begun. Each is erased at both gateways, at the second one this much later.
 */
async function eraseAtBoth(index: number): Promise<Erasure> {
  const candidate = await visit(gateways.url);
  const kind = ['begun', 'talked', 'called'][index % 3];
  const call = kind === 'called' ? { via: 'phone' as const, phoneNumber: '+14155550100' } : undefined;
  const { sessionId } = await candidate.start(call === undefined ? {} : { call });
  await candidate.api.share(sessionId);
  if (kind === 'talked') await beginInterview(gateways.store, sessionId);
  if (kind === 'talked')
    await gateways.store.commit(sessionId, { type: 'record', facts: [{ type: 'model.used', use }] });
  if (kind === 'called')
    await gateways.store.commit(sessionId, {
      type: 'record',
      facts: [
        { type: 'call.dialled', instance },
        { type: 'call.placed', callSid: callSidOf(index) },
      ],
    });
  // Within the steps of an erasure that waits for no holder, or anywhere in the three seconds that holders are given.
  const laterMs = kind === 'begun' ? (index * 3) % 25 : (index * 211) % 3_200;
  const [own = ''] = candidate.cookie.split('=').slice(1);
  const erase = async (gateway: number) => {
    const url = gateways.urls[gateway] ?? '';
    // Each gateway of a test has a port of its own, and the cookie its name.
    const cookie = `ringback_candidate_${new URL(url).port}=${own}`;
    const headers = { origin: 'http://localhost:3000', cookie };
    return (await fetch(`${url}/api/sessions/${sessionId}`, { method: 'DELETE', headers })).status;
  };
  const statuses = await Promise.all([erase(index % 2), wait(laterMs).then(() => erase((index + 1) % 2))]);
  return { sessionId, statuses };
}

it('a session that two gateways erase at the same time is gone, its cost booked once and its call forgotten once', async () => {
  gateways = await startGateways({
    count: 2,
    env: {
      ...{ MODEL_MODE: 'live', PHONE_CALLS: 'stand_in', DIAL_ALLOWED_COUNTRIES: 'US' },
      DAILY_SPEND_LIMIT_USD: '1000',
    },
  });
  const { redis } = gateways;
  const erased = await Promise.all(Array.from({ length: 45 }, (_, index) => eraseAtBoth(index)));
  for (const { statuses, sessionId } of erased) {
    expect(statuses.filter((status) => status !== 204 && status !== 404)).toEqual([]);
    expect(statuses).toContain(204);
    expect(await redis.keys(`*${sessionId}*`)).toEqual([sessionKeys.tombstone(sessionId)]);
  }
  expect(erased.filter(({ statuses }) => statuses.every((status) => status === 204)).length).toBeGreaterThan(
    15,
  );
  // Both erasures of a session have the same deletion record, which counts it once.
  const deletions = await redis.keys('deletion:*');
  const counted = await Promise.all(deletions.map((name) => redis.hget(name, 'count:interviews')));
  expect(counted).toEqual(erased.map(() => '1'));
  const settled = gateways.logs.lines.filter(({ msg }) => msg === 'call settled');
  const ids = (all: { sessionId?: unknown }[]) => all.map(({ sessionId }) => sessionId).toSorted();
  expect(ids(settled)).toEqual(ids(erased));
  expect(await listReservations(redis)).toEqual({ held: [], unreadable: [] });
  expect(await readSpentUsd(redis, Date.now())).toBeCloseTo(15 * use.costUsd, 6);
  expect(await redis.keys('share:*')).toEqual([]);
  const queue = createCallRecordQueue(redis);
  const jobs = await queue.getJobs(['waiting', 'delayed', 'active', 'completed', 'failed']);
  expect(jobs.map(({ data }) => data.callSid).toSorted()).toEqual(
    Array.from({ length: 15 }, (_, each) => callSidOf(each * 3 + 2)).toSorted(),
  );
  await queue.close();
  expect(gateways.logs.errors()).toEqual([]);
}, 60_000);
