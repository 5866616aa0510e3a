import { dayOf, type HeldReservation } from '@ringback/shared/redis/admission/reservations';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keys } from '@ringback/shared/redis/keys';
import type { TelephonyMetrics } from '../telephony-metrics.ts';

/** The shares of the day's money, in percent, at which an operator is told. */
const alarmPercents = [50, 80] as const;
const lifeSeconds = 2 * 24 * 3600;

/** Tells an operator how much of the day's money is gone: once a day for each level, in the whole fleet. */
export interface SpendAlarm {
  /** Looks at today's account. The reservations tell how much there is for the day. Rejects without Redis. */
  look(held: readonly HeldReservation[]): Promise<void>;
}

export function createSpendAlarm(
  { redis, clock, logger }: Pick<ServiceParts, 'redis' | 'clock' | 'logger'>,
  metrics: TelephonyMetrics,
): SpendAlarm {
  let dayMost = 0;

  async function tell(day: string, percent: number, spent: number): Promise<void> {
    const made = await redis.set(keys.spendAlarm(day, percent), '1', 'EX', lifeSeconds, 'NX');
    if (made !== 'OK') return;
    metrics.spendAlarms.inc({ percent: String(percent) });
    const [spentUsd, limitUsd] = [spent / 1_000_000, dayMost / 1_000_000];
    logger.error({ day, percent, spentUsd, limitUsd }, 'much of this day’s money is spent or promised');
  }

  return {
    async look(held) {
      const day = dayOf(clock.now());
      dayMost = held.findLast(({ reservation }) => reservation.day === day)?.reservation.dayMost ?? dayMost;
      if (dayMost === 0) return;
      const spent = Number((await redis.get(keys.spent(day))) ?? 0);
      metrics.tellDayShare(spent / dayMost);
      for (const percent of alarmPercents) {
        if (spent * 100 >= dayMost * percent) await tell(day, percent, spent);
      }
    },
  };
}
