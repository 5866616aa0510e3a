import { randomUUID } from 'node:crypto';
import { type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { admitCall } from '@ringback/shared/redis/admission/call-admission';
import {
  dayOf,
  findReservation,
  listReservations,
  raiseReservation,
  readShareUsd,
  readSpentUsd,
  settleCall,
  toMillionths,
} from '@ringback/shared/redis/admission/reservations';
import { settleReservation } from '@ringback/shared/redis/admission/settle-reservation';
import { connectCommands } from '@ringback/shared/redis/connect';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createLogger } from '@ringback/shared/runtime/logger';
import { toFirstReservation } from '@ringback/shared/session/reservation';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testRedisUrl } from '../support/test-redis.ts';

let redis: ScriptedRedis;
beforeAll(async () => {
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  redis = await connectCommands(await testRedisUrl(), logger, 'test');
});
beforeEach(() => redis.flushdb());
afterAll(() => redis.disconnect());

const prices = { carrier: 0, stream: 0, model: 0.09, transcription: 0.01 };
const minuteMs = 60_000;
/** Ten minutes before midnight. */
const eve = Date.UTC(2026, 10, 30, 23, 50);
const newId = () => sessionIdSchema.parse(`ses_${randomUUID().replaceAll('-', '').slice(0, 22)}`);

interface Wish {
  at?: number;
  dailyLimitUsd?: number;
  shares?: { name: string; mostUsd: number }[];
  slots?: { name: string; key: string; most: number }[];
}
const admit = (sessionId: SessionId, { at = eve, dailyLimitUsd = 100, shares = [], slots = [] }: Wish = {}) =>
  admitCall(redis, {
    ...{ sessionId, at, dailyLimitUsd, shares, slots, prices },
    replaced: null,
    limits: [],
    reserve: toFirstReservation(prices, 15),
  });

/** A record, as far as money is concerned. */
function recordOf(phase: SessionRecord['phase'], activeAt: number | null, endedAt: number | null) {
  const times = { configuredAt: 0, answeredAt: null, activeAt, endedAt, closedAt: endedAt };
  return { phase, via: 'browser', modelUse: null, times } as SessionRecord;
}

describe('the money of a day', () => {
  it('is divided: one share that is used up leaves the other shares alone', async () => {
    const greedy = [{ name: 'candidate:greedy', mostUsd: 1.5 }];
    for (const _ of [1, 2]) expect(await admit(newId(), { shares: greedy })).toEqual({ outcome: 'ok' });
    expect(await admit(newId(), { shares: greedy })).toEqual({
      outcome: 'spent',
      name: 'candidate:greedy',
      retryAfterMs: 10 * minuteMs,
    });
    expect(await admit(newId(), { shares: [{ name: 'candidate:other', mostUsd: 1.5 }] })).toEqual({
      outcome: 'ok',
    });
    expect(await readSpentUsd(redis, eve)).toBeCloseTo(2.1, 6);
    expect(await admit(newId(), { dailyLimitUsd: 2.5 })).toMatchObject({ outcome: 'spent', name: null });
  });

  it('has no more for a call whose raise would pass the limit, and takes what is owed all the same', async () => {
    const id = newId();
    await admit(id, { dailyLimitUsd: 1 });
    const held = await findReservation(redis, id);
    if (held === null) throw new Error('not reserved');
    expect(await raiseReservation(redis, held, { amountUsd: 1.2, isOwed: false })).toBe('spent');
    expect(await readSpentUsd(redis, eve)).toBeCloseTo(0.7, 6);
    expect(await raiseReservation(redis, held, { amountUsd: 1.2, isOwed: true })).toBe('ok');
    expect(await raiseReservation(redis, held, { amountUsd: 1.4, isOwed: true })).toBe('raced');
    expect(await readSpentUsd(redis, eve)).toBeCloseTo(1.2, 6);
  });

  it('is read together with the previous release’s reservations, past entries that cannot be read', async () => {
    const id = newId();
    const old = JSON.stringify({ day: dayOf(eve), amount: 1_700_000, madeAt: eve, prices });
    await redis.hset(keys.reservations, { [id]: old, [newId()]: '{"day":', nobody: old });
    await redis.set(keys.spent(dayOf(eve)), '1700000');
    const { held, unreadable } = await listReservations(redis);
    expect([held.length, unreadable.length]).toEqual([1, 2]);
    const [one] = held;
    if (one === undefined) throw new Error('not read');
    const record = recordOf('active', eve, null);
    const session = { record, isErased: false, nowMs: eve + 12 * minuteMs };
    expect(await settleReservation(redis, one, session)).toEqual({ outcome: 'unchanged' });
    expect(await settleCall(redis, one, 0.4)).toBe(true);
    expect(await readSpentUsd(redis, eve)).toBeCloseTo(0.4, 6);
  });
});

describe('a call that goes on though its purse is empty', () => {
  it('is told so, and what it has spent beyond its reservation is booked while it lives', async () => {
    const id = newId();
    await admit(id, { dailyLimitUsd: 0.7 });
    const look = async (minutes: number) => {
      const held = await findReservation(redis, id);
      if (held === null) throw new Error('not reserved');
      const session = { record: recordOf('active', eve, null), isErased: false };
      return settleReservation(redis, held, { ...session, nowMs: eve + minutes * minuteMs });
    };
    expect(await look(6)).toEqual({ outcome: 'spent' });
    expect(await readSpentUsd(redis, eve)).toBeCloseTo(0.7, 6);
    for (const minutes of [8, 9]) {
      expect(await look(minutes)).toEqual({ outcome: 'spent' });
      expect(await readSpentUsd(redis, eve)).toBeCloseTo(minutes / 10, 6);
    }
  });
});

/** One session as the property's model knows it. */
interface Known {
  day: string;
  share: string;
  activeAt: number | null;
  endedAt: number | null;
  phase: SessionRecord['phase'];
  /** Millionths: of its reservation, or what it was settled by. */
  booked: number;
}

const step = fc.oneof(
  fc.record({ type: fc.constant('start' as const), who: fc.constantFrom('a', 'b', 'c') }),
  fc.record({
    type: fc.constantFrom('begin', 'end', 'settle', 'erase', 'lose' as const),
    index: fc.nat({ max: 20 }),
  }),
  fc.record({ type: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 8 * minuteMs }) }),
);

it('a day’s sum, and each share’s, is what was settled and what is live, whatever is erased, in any order, across midnight', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      await redis.flushdb();
      let now = eve;
      const known = new Map<SessionId, Known>();
      /** As the settler does, and the eraser before it erases. */
      const settle = async (id: SessionId, session: Known, isGone: 'no' | 'lost' = 'no') => {
        const held = await findReservation(redis, id);
        if (held === null) return;
        const record = isGone === 'no' ? recordOf(session.phase, session.activeAt, session.endedAt) : null;
        const outcome = await settleReservation(redis, held, { record, isErased: false, nowMs: now });
        if (outcome.outcome === 'settled') session.booked = toMillionths(outcome.costUsd);
        else session.booked = (await findReservation(redis, id))?.reservation.amount ?? Number.NaN;
      };
      for (const each of steps) {
        if (each.type === 'wait') {
          now += each.ms;
          continue;
        }
        if (each.type === 'start') {
          const id = newId();
          const share = `candidate:${each.who}`;
          const answer = await admit(id, {
            at: now,
            dailyLimitUsd: 6,
            shares: [{ name: share, mostUsd: 3 }],
          });
          if (answer.outcome !== 'ok') continue;
          const blank = { activeAt: null, endedAt: null, phase: 'configured' } as const;
          known.set(id, { day: dayOf(now), share, booked: 700_000, ...blank });
          continue;
        }
        const [id, session] = [...known][each.index % Math.max(1, known.size)] ?? [];
        if (id === undefined || session === undefined) continue;
        if (each.type === 'begin' && session.phase === 'configured')
          Object.assign(session, { phase: 'active', activeAt: now });
        if (each.type === 'end' && session.phase !== 'closed')
          Object.assign(session, { phase: 'closed', endedAt: now });
        if (each.type === 'settle') await settle(id, session);
        if (each.type === 'erase') {
          if (session.phase !== 'closed') Object.assign(session, { phase: 'closed', endedAt: now });
          await settle(id, session);
          expect(await findReservation(redis, id)).toBeNull();
          if (session.activeAt === null) expect(session.booked).toBe(0);
        }
        // A start that created no session: there was never anything.
        if (each.type === 'lose' && session.phase === 'configured' && session.booked > 0) {
          now += 61_000;
          await settle(id, session, 'lost');
          expect(session.booked).toBe(0);
          session.phase = 'closed';
        }
      }
      const sum = (which: (one: Known) => boolean) =>
        [...known.values()].filter(which).reduce((total, { booked }) => total + booked, 0);
      for (const at of [eve, eve + 24 * 60 * minuteMs]) {
        const day = dayOf(at);
        expect(toMillionths(await readSpentUsd(redis, at))).toBe(sum((one) => one.day === day));
        for (const who of ['a', 'b', 'c']) {
          const share = `candidate:${who}`;
          expect(toMillionths(await readShareUsd(redis, at, share))).toBe(
            sum((one) => one.day === day && one.share === share),
          );
        }
      }
    }),
    { numRuns: 60 },
  );
});
