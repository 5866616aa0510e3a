import {
  askAgain,
  bookPrice,
  giveUpPrice,
  type HeldPrice,
  listDuePrices,
} from '@ringback/shared/redis/admission/carrier-prices';
import { toUsd } from '@ringback/shared/redis/admission/reservations';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { type Repetition, repeat } from '@ringback/shared/runtime/repeat';
import { judgePrice } from '../domain/price-verdict.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import type { TwilioRestClient } from '../twilio/rest-client.ts';

/** The carrier knows a price minutes after the call. Later tries follow, the last one about a day later. */
const firstMs = 60_000;
const mostTries = 11;

/**
 * Asks the carrier for the price of each settled call and books the difference to our own price list. Prices come
 * late, so each try waits twice as long as the one before, for about a day. After that our own price stands. Every
 * instance looks. Each call is booked once.
 */
export function startCarrierPrices(options: {
  parts: Pick<ServiceParts, 'redis' | 'clock' | 'logger'>;
  metrics: Pick<TelephonyMetrics, 'cost' | 'carrierPrices'>;
  rest: Pick<TwilioRestClient, 'fetchPrice'>;
  everyMs?: number;
  waitMs?: number;
}): Repetition {
  const { parts, metrics, rest, everyMs = 10_000, waitMs = firstMs } = options;
  const { redis, clock, logger } = parts;

  async function book(held: HeldPrice, priceUsd: number): Promise<void> {
    if (!(await bookPrice(redis, held, priceUsd))) return;
    const bookedUsd = toUsd(held.awaited.booked);
    const differenceUsd = priceUsd - bookedUsd;
    // A counter can only grow. When the carrier charges less, only the day's account shows it.
    if (differenceUsd > 0) metrics.cost.inc({ part: 'carrier' }, differenceUsd);
    const { perMinute } = held.awaited;
    const perMinuteUsd = perMinute === null ? null : toUsd(perMinute);
    const outcome = judgePrice({ bookedUsd, perMinuteUsd }, priceUsd);
    metrics.carrierPrices.inc({ outcome });
    const { callSid } = held;
    if (outcome === 'differs')
      logger.error({ callSid, bookedUsd, priceUsd }, 'the carrier’s price differs from our list');
    else logger.info({ callSid, bookedUsd, priceUsd }, 'call booked by the carrier’s price');
  }

  async function giveUp(held: HeldPrice, cause: string): Promise<void> {
    if (!(await giveUpPrice(redis, held))) return;
    metrics.carrierPrices.inc({ outcome: 'untold' });
    logger.warn({ callSid: held.callSid, cause }, 'the carrier has not told a price');
  }

  async function ask(held: HeldPrice): Promise<void> {
    const answer = await rest.fetchPrice(held.callSid);
    if (answer.outcome === 'found' && answer.priceUsd !== null) return await book(held, answer.priceUsd);
    if (answer.outcome === 'gone') return await giveUp(held, 'the call is not known any more');
    const { tries } = held.awaited;
    if (tries + 1 >= mostTries) return await giveUp(held, 'asked for a day');
    await askAgain(redis, held, clock.now() + waitMs * 2 ** tries);
  }

  async function look(): Promise<void> {
    for (const held of await listDuePrices(redis, clock.now())) {
      await ask(held).catch((error) =>
        logger.warn({ err: error, callSid: held.callSid }, 'price could not be fetched'),
      );
    }
  }

  return repeat(everyMs, look, (error) =>
    logger.warn({ err: error }, 'prices of calls could not be checked'),
  );
}
