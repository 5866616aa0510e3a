import type { CallPrices } from '../../contract/call-prices.ts';
import type { SessionId } from '../../contract/ids.ts';
import { phaseSchema } from '../../contract/lifecycle.ts';
import { isLive } from '../../session/lifecycle-table.ts';
import { redisNowMs } from '../fleet/instances.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { listErased } from '../session/erased-sessions.ts';
import { glanceAt } from '../session/session-glance.ts';
import { dayOf, pursesOf, type Reservation, toMillionths } from './reservations.ts';

const dayMs = 24 * 3600_000;
/** Longer than the longest session with all its waits. */
const slotLifeMs = 60 * 60_000;
/** The time between an admission and the commit of its session. */
const createdWithinMs = 10_000;

/** At most `most` admissions in `windowMs`, counted from the first. 0 means no limit. */
export interface CallLimit {
  name: string;
  most: number;
  windowMs: number;
}

/** At most `most` live sessions in a set; 0 means no limit. `name` names the set. */
export interface LiveSlots {
  name: string;
  key: string;
  most: number;
}

export interface AdmissionRequest {
  sessionId: SessionId;
  /** Epoch ms. */
  at: number;
  /** The session whose slots this one takes over. */
  replaced: SessionId | null;
  slots: readonly LiveSlots[];
  limits: readonly CallLimit[];
  /** How much is held back for the call now, and how much it may reach while it lives. */
  reserve: { amountUsd: number; mostUsd: number };
  dailyLimitUsd: number;
  /** Shares of the day's money, each under a hashed name. 0 means no limit. */
  shares: readonly { name: string; mostUsd: number }[];
  prices: CallPrices;
}

export type AdmissionAnswer =
  | { outcome: 'ok' }
  /** The limit of live sessions is reached. */
  | { outcome: 'full'; name: string }
  | { outcome: 'limited'; name: string; retryAfterMs: number }
  /** The day's money, or its share of this name, is spent or promised. */
  | { outcome: 'spent'; name: string | null; retryAfterMs: number };

/**
 * Takes a session's slots among the live ones, counts it towards every limit and reserves its money, all in one step
 * or not at all. Repeating it for the same session gives `ok`. When there is no room, the slot of a session that is
 * over or was never made is freed, because no message tells this set that a session is over.
 */
export async function admitCall(redis: ScriptedRedis, request: AdmissionRequest): Promise<AdmissionAnswer> {
  for (let tries = 0; tries < request.slots.length; tries++) {
    const answer = await tryToAdmit(redis, request);
    if (answer.outcome !== 'full') return answer;
    const full = request.slots.find(({ name }) => name === answer.name);
    if (full === undefined || !(await dropFinished(redis, full.key))) return answer;
  }
  return tryToAdmit(redis, request);
}

async function tryToAdmit(redis: ScriptedRedis, request: AdmissionRequest): Promise<AdmissionAnswer> {
  const { sessionId, at, slots, limits } = request;
  const reservation = toReservation(request);
  const { amount, dayMost, shares } = reservation;
  const held = [
    keys.reservations,
    ...pursesOf(reservation),
    ...slots.map(({ key }) => key),
    ...limits.map(({ name }) => keys.limit(name)),
  ];
  const wish = {
    session: sessionId,
    reservation: JSON.stringify(reservation),
    amount,
    dayLeftMs: Math.ceil(dayMs - (at % dayMs)),
    replaced: request.replaced ?? '',
    slotLifeMs,
    purses: [{ most: dayMost }, ...shares.map(({ most }) => ({ most }))],
    sets: slots.map(({ most }) => ({ most })),
    counters: limits.map(({ most, windowMs }) => ({ most, windowMs })),
  };
  const [outcome, found, leftMs] = await redis.admitCall(String(held.length), ...held, JSON.stringify(wish));
  const index = Number(found);
  const retryAfterMs = Number(leftMs);
  if (outcome === 'full') return { outcome, name: slots[index]?.name ?? '' };
  if (outcome === 'limited') return { outcome, name: limits[index]?.name ?? '', retryAfterMs };
  if (outcome === 'spent') return { outcome, name: shares[index - 1]?.name ?? null, retryAfterMs };
  if (outcome !== 'ok') throw new TypeError(`admission answered ${outcome}`);
  return { outcome };
}

function toReservation({ at, reserve, prices, dailyLimitUsd, shares }: AdmissionRequest): Reservation {
  return {
    day: dayOf(at),
    amount: toMillionths(reserve.amountUsd),
    mostAmount: toMillionths(reserve.mostUsd),
    madeAt: at,
    prices,
    dayMost: toMillionths(dailyLimitUsd),
    shares: shares.map(({ name, mostUsd }) => ({ name, most: toMillionths(mostUsd) })),
  };
}

/** Frees the slots of sessions that are over, erased or never made. False when there are none. */
async function dropFinished(redis: ScriptedRedis, key: string): Promise<boolean> {
  const held = await redis.zrange(key, '0', '-1', 'WITHSCORES');
  const youngest = (await redisNowMs(redis)) + slotLifeMs - createdWithinMs;
  const taken = held.flatMap((id, index) =>
    // What is no session's id has no record either. It is removed when it is old.
    index % 2 === 0 ? [{ id: id as SessionId, endsAt: Number(held[index + 1]) }] : [],
  );
  const ids = taken.map(({ id }) => id);
  const [glances, erased] = await Promise.all([glanceAt(redis, ids), listErased(redis, ids)]);
  const finished = taken.filter(({ id, endsAt }, index) => {
    if (erased.has(id)) return true;
    const known = phaseSchema.safeParse(glances[index]?.phase);
    return known.success ? !isLive(known.data) : endsAt < youngest;
  });
  if (finished.length === 0) return false;
  await redis.zrem(key, ...finished.map(({ id }) => id));
  return true;
}
