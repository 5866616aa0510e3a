import type { SessionId } from '../../contract/ids.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import type { SettlementOutcome } from './settle-reservation.ts';

type CostCounter = ReturnType<typeof createCostCounter>;

/** What calls have cost, as reported by each service that settles some. */
export function createCostCounter(metrics: Metrics) {
  return metrics.counter('call_cost_usd', 'What calls have cost, in US dollars', ['part']);
}

/** Counts and logs what a call has cost, wherever it was settled: after its end, or before its erasure. */
export function createCostTeller({ cost: counter, logger }: { cost: CostCounter; logger: Logger }) {
  return (
    sessionId: SessionId,
    { costUsd, cost }: Extract<SettlementOutcome, { outcome: 'settled' }>,
  ): void => {
    counter.inc({ part: 'carrier' }, cost?.carrierUsd ?? 0);
    counter.inc({ part: 'model' }, cost?.modelUsd ?? 0);
    logger.info(
      { sessionId, costUsd: Math.round(costUsd * 10_000) / 10_000, isMetered: cost?.isMetered ?? false },
      'call settled',
    );
  };
}
