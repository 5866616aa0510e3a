import {
  type HeldReservation,
  listReservations,
  settleCall,
  toUsd,
} from '@ringback/shared/redis/admission/reservations';
import { settleReservation } from '@ringback/shared/redis/admission/settle-reservation';
import { createCostTeller } from '@ringback/shared/redis/admission/told-costs';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keys } from '@ringback/shared/redis/keys';
import { listErased } from '@ringback/shared/redis/session/erased-sessions';
import { isSetAside } from '@ringback/shared/redis/session/quarantine';
import { isUnreadable } from '@ringback/shared/redis/session/unreadable-record';
import { repeat } from '@ringback/shared/runtime/repeat';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { createSpendAlarm } from './spend-alarm.ts';

const everyMs = 2_000;
/** Longer than any call lasts. */
const outOfMoneyLifeSeconds = 3600;

/**
 * Settles reservations. When a call is over, it replaces the money held back by what the call cost. For a call that
 * goes on it holds back more, step by step. When the day has no more money, the call's bridge is told to say goodbye.
 * Every instance looks at all reservations, so a call is settled whichever instance has died over it. Each is settled
 * once, and one that cannot be settled delays no other.
 */
export function startSpendSettler(parts: ServiceParts, metrics: TelephonyMetrics): { close(): void } {
  const { redis, store, logger } = parts;
  const alarm = createSpendAlarm(parts, metrics);
  const tellCost = createCostTeller({ cost: metrics.cost, logger });
  /** Logged once for each reservation, which stays until a person looks at it. */
  const toldUnreadable = new Set<string>();

  async function settle(held: HeldReservation): Promise<void> {
    try {
      await settleReadable(held);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      // The cost can no longer be known. It may have been the whole reservation.
      if (await isSetAside(redis, held.sessionId))
        await settleCall(redis, held, toUsd(held.reservation.amount));
    }
  }

  async function settleReadable(held: HeldReservation): Promise<void> {
    const { sessionId } = held;
    const record = (await store.read(sessionId))?.record ?? null;
    const isErased = record === null && (await listErased(redis, [sessionId])).has(sessionId);
    const session = { record, isErased, nowMs: parts.clock.now() };
    const result = await settleReservation(redis, held, session);
    if (result.outcome === 'spent') await stopCall(held);
    if (result.outcome === 'settled') tellCost(sessionId, result);
  }

  async function stopCall({ sessionId }: HeldReservation): Promise<void> {
    const made = await redis.set(keys.outOfMoney(sessionId), '1', 'EX', outOfMoneyLifeSeconds, 'NX');
    if (made === 'OK') logger.warn({ sessionId }, 'no money is left for the rest of this call');
  }

  async function sweep(): Promise<void> {
    const { held, unreadable } = await listReservations(redis);
    for (const sessionId of unreadable) {
      if (!toldUnreadable.has(sessionId)) logger.warn({ sessionId }, 'reservation cannot be read');
      toldUnreadable.add(sessionId);
    }
    const outcomes = await Promise.allSettled(held.map(settle));
    outcomes.forEach((outcome, index) => {
      if (outcome.status === 'fulfilled') return;
      const sessionId = held[index]?.sessionId;
      logger.warn({ err: outcome.reason, sessionId }, 'call could not be settled');
    });
    await alarm.look(held);
  }

  return repeat(everyMs, sweep, (error) => logger.warn({ err: error }, 'reservations could not be settled'));
}
