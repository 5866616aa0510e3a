import { listReservations, settleCall } from '@ringback/shared/redis/reservations';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import { costOf } from '@ringback/shared/session/call-cost';
import type { TelephonyMetrics } from './telephony-metrics.ts';

const everyMs = 2_000;
/** A session that is not there after so long was never made, or was erased. */
const mayAppearMs = 60_000;

/**
 * Replaces what was held back for calls by what they have cost, once they are over. Every instance looks at all
 * reservations, so that a call is settled whoever has died over it; each is settled once.
 */
export function startSpendSettler(parts: ServiceParts, metrics: TelephonyMetrics): { close(): void } {
  const { redis, store, logger } = parts;

  async function settle(held: Awaited<ReturnType<typeof listReservations>>[number]): Promise<void> {
    const { sessionId, reservation } = held;
    const record = (await store.read(sessionId))?.record;
    if (record === undefined) {
      if (Date.now() - reservation.madeAt < mayAppearMs) return;
      // What it cost is not known any more: it may have been all of it.
      await settleCall(redis, held, reservation.amount / 1_000_000);
      return;
    }
    if (record.phase !== 'closed') return;
    const cost = costOf(record, reservation.prices);
    if (!(await settleCall(redis, held, cost))) return;
    metrics.cost.inc(cost);
    logger.info({ sessionId, costUsd: Math.round(cost * 10_000) / 10_000 }, 'call settled');
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
