import {
  type HeldReservation,
  listReservations,
  raiseReservation,
  settleCall,
} from '@ringback/shared/redis/reservations';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import { costOf, totalUsd } from '@ringback/shared/session/call-cost';
import type { TelephonyMetrics } from './telephony-metrics.ts';

const everyMs = 2_000;
/** A session that is not there after so long was never made, or was erased. */
const mayAppearMs = 60_000;

/**
 * Replaces what was held back for calls by what they have cost, once they are over, and holds back more for a call
 * that has cost more already. Every instance looks at all reservations, so that a call is settled whoever has died
 * over it; each is settled once.
 */
export function startSpendSettler(parts: ServiceParts, metrics: TelephonyMetrics): { close(): void } {
  const { redis, store, logger } = parts;

  async function settle(held: HeldReservation): Promise<void> {
    const { sessionId, reservation } = held;
    const record = (await store.read(sessionId))?.record;
    if (record === undefined) {
      if (Date.now() - reservation.madeAt < mayAppearMs) return;
      // What it cost is not known any more: it may have been all of it.
      await settleCall(redis, held, reservation.amount / 1_000_000);
      return;
    }
    const cost = costOf(record, reservation.prices, parts.clock.now());
    const costUsd = totalUsd(cost);
    if (record.phase !== 'closed') {
      if (costUsd * 1_000_000 > reservation.amount + 1) await raiseReservation(redis, held, costUsd);
      return;
    }
    if (!(await settleCall(redis, held, costUsd))) return;
    metrics.cost.inc({ part: 'carrier' }, cost.carrierUsd);
    metrics.cost.inc({ part: 'model' }, cost.modelUsd);
    logger.info(
      { sessionId, costUsd: Math.round(costUsd * 10_000) / 10_000, isMetered: cost.isMetered },
      'call settled',
    );
  }

  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    listReservations(redis)
      .then((held) => Promise.all(held.map(settle)))
      .catch((error) => logger.warn({ err: error }, 'calls could not be settled'))
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  return { close: () => clearInterval(timer) };
}
