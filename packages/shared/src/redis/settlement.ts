import type { SessionRecord } from '../contract/session-record.ts';
import type { CallCost } from '../session/call-cost.ts';
import { judgeReservation } from '../session/settlement.ts';
import { type HeldReservation, raiseReservation, settleCall, toUsd } from './reservations.ts';
import type { ScriptedRedis } from './scripts.ts';

export type SettlementOutcome =
  | { outcome: 'settled'; costUsd: number; cost: CallCost | null }
  /** The day, or a share of it, has nothing left for the rest of the call. */
  | { outcome: 'spent' }
  /** Nothing to do, or somebody has done it before. */
  | { outcome: 'unchanged' };

/**
 * Does with a reservation what is due: settles it when its session is over, raises it when the call needs more.
 * Everybody may do so at any time. Rejects without Redis.
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
    const answer = await raiseReservation(redis, held, due);
    return { outcome: answer === 'spent' ? 'spent' : 'unchanged' };
  }
  const { costUsd, cost } = due;
  return (await settleCall(redis, held, costUsd))
    ? { outcome: 'settled', costUsd, cost }
    : { outcome: 'unchanged' };
}
