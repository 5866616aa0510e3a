import { bookSpent, readSpentUsd } from '@ringback/shared/redis/admission/reservations';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { costOfText } from '../domain/interview/cost.ts';
import type { Prices } from '../domain/model-port.ts';
import type { ReportUse } from '../domain/report/report-port.ts';
import { createHeldMoney } from './held-money.ts';

/** What reports may cost. */
export interface ReportMoneyLimits {
  prices: Prices;
  /** For one version with all its attempts, in US dollars. */
  limitUsd: number;
  /** For one day, together with its calls. */
  dailyLimitUsd: number;
  /** The stand-in is asked: it is held to the same limit, and nothing is paid. */
  isFree: boolean;
}

/** The money of one version: counted with every answer, and booked on the day at once. */
export interface ReportMoney {
  /** What is told of it. */
  readonly cost: { usd: number; input: number; cached: number; output: number };
  isLeftToday(): Promise<boolean>;
  /**
   * Holds back what a request may cost at most. Returns how to let go of it. Null: it does not fit beside what was
   * spent, and beside what is held for others, if it `waits` not for them.
   */
  hold(most: ReportUse, waits: boolean): Promise<(() => void) | null>;
  spend(use: ReportUse): Promise<void>;
}

/** @param spentUsd what earlier attempts at this version have cost */
export function createReportMoney(
  { redis, clock }: Pick<ServiceParts, 'redis' | 'clock'>,
  { prices, limitUsd, dailyLimitUsd, isFree }: ReportMoneyLimits,
  spentUsd: number,
): ReportMoney {
  let counted = spentUsd;
  let used = { input: 0, cached: 0, output: 0 };
  const held = createHeldMoney(() => limitUsd - counted);
  return {
    get cost() {
      return { usd: isFree ? 0 : Math.round(counted * 1_000_000) / 1_000_000, ...used };
    },
    isLeftToday: async () => isFree || (await readSpentUsd(redis, clock.now())) < dailyLimitUsd,
    hold: (most, waits) => held.hold(costOfText(prices, most.model, most), waits),
    async spend(use) {
      const usd = costOfText(prices, use.model, use);
      counted += usd;
      used = {
        input: used.input + use.input,
        cached: used.cached + use.cached,
        output: used.output + use.output,
      };
      if (!isFree) await bookSpent(redis, clock.now(), usd);
    },
  };
}
