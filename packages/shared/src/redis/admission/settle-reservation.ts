import type { SessionRecord } from '../../contract/session-record.ts';
import type { CallCost } from '../../session/call-cost.ts';
import { isMore, judgeReservation } from '../../session/reservation.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { awaitPrice } from './carrier-prices.ts';
import { type HeldReservation, raiseReservation, settleCall, toUsd } from './reservations.ts';

export type SettlementOutcome =
  | { outcome: 'settled'; costUsd: number; cost: CallCost | null }
  /** The day, or a share of it, has nothing left for the rest of the call. */
  | { outcome: 'spent' }
  /** Nothing to do, or another instance has done it. */
  | { outcome: 'unchanged' };

/**
 * Does what is due for a reservation: settles it when its session is over, raises it when the call needs more. Any
 * instance may do so at any time. Rejects without Redis.
 */
export async function settleReservation(
  redis: ScriptedRedis,
  held: HeldReservation,
  { nowMs, ...session }: { record: SessionRecord | null; isErased: boolean; nowMs: number },
): Promise<SettlementOutcome> {
  const { amount, mostAmount = amount, madeAt, prices } = held.reservation;
  const reserved = { amountUsd: toUsd(amount), mostUsd: toUsd(mostAmount), madeAt, prices };
  const due = judgeReservation(reserved, session, nowMs);
  if (due.type === 'wait') return { outcome: 'unchanged' };
  if (due.type === 'raise') {
    if ((await raiseReservation(redis, held, due)) !== 'spent') return { outcome: 'unchanged' };
    // Nothing is left for the rest of the call. What it has spent beyond its reservation is taken all the same.
    if (isMore(due.spentUsd, reserved.amountUsd))
      await raiseReservation(redis, held, { amountUsd: due.spentUsd, isOwed: true });
    return { outcome: 'spent' };
  }
  const { costUsd, cost } = due;
  if (!(await settleCall(redis, held, costUsd))) return { outcome: 'unchanged' };
  // After the settlement: noted twice, it would be booked twice. If an instance dies in between, our own price stands.
  const callSid = session.record?.callSid ?? null;
  if (cost !== null && callSid !== null && cost.carrierUsd > 0) {
    const { day, shares } = held.reservation;
    const bookedUsd = cost.carrierUsd - cost.streamUsd;
    // The list has prices for calls to a country. A call that came in can only be estimated by one of them.
    const perMinuteUsd = session.record?.via === 'phone' ? prices.carrier - prices.stream : null;
    await awaitPrice(redis, callSid, { day, shares, bookedUsd, perMinuteUsd, askedAgainAt: nowMs });
  }
  return { outcome: 'settled', costUsd, cost };
}
