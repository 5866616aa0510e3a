import type { ModelUse } from '@ringback/shared/contract/model-use';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import { judgeSpending, noUse, type Spending, withStep } from '../domain/interview/cost.ts';
import type { ModelRole, Prices, StepUse } from '../domain/model-port.ts';

/** What is not on the record yet may be lost with this process: two cents at most. */
const toldEveryUsd = 0.02;

/** Counts what the model uses in one call, and compares it with the limit. */
export interface ModelSpending {
  add(step: StepUse): void;
  /** Records the rest, as the last word of a bridge that lets go. */
  close(): void;
}

export function createModelSpending(options: {
  /** What earlier bridges of this call have reported. Null when none has. */
  used: ModelUse | null;
  /** The names of the models as `prices` knows them. */
  models: Readonly<Record<ModelRole, string>>;
  prices: Prices;
  /** What the model may cost in one call, in US dollars. */
  limitUsd: number;
  metrics: BridgeMetrics;
  commit: (use: ModelUse) => void;
  /** The limit was passed, by this bridge or an earlier one: called once with `over`, once with `far_over`. */
  onPassed: (how: 'over' | 'far_over', spentUsd: number) => void;
}): ModelSpending {
  const { models, prices, limitUsd, metrics, commit, onPassed } = options;
  let use = options.used ?? noUse;
  let told = use;
  // A lost bridge may or may not have reported it. The bridge that takes the call up reports it again.
  let judged: Spending = 'within';

  function tell(): void {
    if (use === told) return;
    told = use;
    commit(use);
  }

  function spend(after: ModelUse): void {
    metrics.countCost(after.costUsd - use.costUsd);
    use = after;
    if (use.costUsd - told.costUsd >= toldEveryUsd) tell();
    const now = judgeSpending(use.costUsd, limitUsd);
    if (now === judged) return;
    judged = now;
    if (now !== 'within') onPassed(now, use.costUsd);
  }

  return {
    add(step) {
      metrics.countUse(step);
      spend(withStep(use, models[step.by], step, prices));
    },
    close: tell,
  };
}
