import { type CallPrices, toPerMinute } from '../contract/call-prices.ts';
import type { SessionRecord } from '../contract/session-record.ts';
import { type CallCost, costOf, totalUsd } from './call-cost.ts';

/** A start reserves its first minutes. While the call goes on, the rest is reserved in steps of this length. */
const stepMinutes = 5;
/** This long before the reservation is used up, more is requested: enough for a goodbye if there is no more. */
const aheadMinutes = 2;
/** The grace that a session has beyond its length. */
const graceMinutes = 2;
/** A session that does not exist after this long was never created. */
const mayAppearMs = 60_000;

/** What a call of this length costs at most, and how much of that is reserved at its start, in US dollars. */
export function toFirstReservation(
  prices: CallPrices,
  lengthMinutes: number,
): { amountUsd: number; mostUsd: number } {
  const perMinute = toPerMinute(prices);
  const mostUsd = perMinute * (lengthMinutes + graceMinutes);
  return { amountUsd: Math.min(mostUsd, perMinute * (stepMinutes + aheadMinutes)), mostUsd };
}

/** What is reserved, in US dollars; `madeAt` in epoch ms. */
export interface Reserved {
  amountUsd: number;
  mostUsd: number;
  madeAt: number;
  prices: CallPrices;
}

export type Settlement =
  | { type: 'wait' }
  /** `cost` is null when it is unknown. */
  | { type: 'settle'; costUsd: number; cost: CallCost | null }
  /** `isOwed`: it is already spent, as is `spentUsd` in any case. */
  | { type: 'raise'; amountUsd: number; spentUsd: number; isOwed: boolean };

/** A difference below a millionth is rounding. Both in US dollars. */
export const isMore = (costUsd: number, reservedUsd: number) => costUsd > reservedUsd + 1e-6;

type Facts = Pick<SessionRecord, 'times' | 'via' | 'modelUse' | 'phase'>;

/**
 * What becomes of a reservation. A closed session is settled at its cost. One that was never created costs nothing.
 * One that was erased unsettled has an unknown cost, so all that was reserved counts. Pure; `nowMs` in epoch ms.
 */
export function judgeReservation(
  reserved: Reserved,
  session: { record: Facts | null; isErased: boolean },
  nowMs: number,
): Settlement {
  const { record, isErased } = session;
  const { amountUsd, mostUsd, prices } = reserved;
  if (record === null) {
    if (isErased) return { type: 'settle', costUsd: amountUsd, cost: null };
    return nowMs - reserved.madeAt < mayAppearMs
      ? { type: 'wait' }
      : { type: 'settle', costUsd: 0, cost: null };
  }
  const cost = costOf(record, prices, nowMs);
  const costUsd = totalUsd(cost);
  if (record.phase === 'closed') return { type: 'settle', costUsd, cost };
  const perMinute = toPerMinute(prices);
  const wantedUsd = costUsd + perMinute * aheadMinutes;
  if (amountUsd < mostUsd && costUsd > 0 && wantedUsd > amountUsd) {
    const amount = Math.min(mostUsd, Math.max(wantedUsd, amountUsd + perMinute * stepMinutes));
    if (amount >= costUsd) return { type: 'raise', amountUsd: amount, spentUsd: costUsd, isOwed: false };
  }
  return isMore(costUsd, amountUsd)
    ? { type: 'raise', amountUsd: costUsd, spentUsd: costUsd, isOwed: true }
    : { type: 'wait' };
}
