import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { ModelUse } from '@ringback/shared/contract/model-use';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import type { BridgeInput } from '../domain/bridge-step.ts';
import type { HeldConfiguration } from '../domain/interview/held-configuration.ts';
import type { ModelEffect, ModelEngine, ModelListener, ModelSession, Prices } from '../domain/model-port.ts';
import type { ModelToCaller } from '../media/model-to-caller.ts';
import { createLatencyClock } from '../session/latency-clock.ts';
import { createInterviewPlanner } from './interview-planner.ts';
import { createModelListener } from './model-listener.ts';
import { createModelSpending } from './model-spending.ts';

/** The models of an instance, the same for all its calls. */
export interface ModelOptions {
  engine: Pick<ModelEngine, 'models' | 'askForPlan'>;
  prices: Prices;
  /** What the model may cost in one call, in US dollars. */
  costLimitUsd: number;
  /** When a model session is replaced. */
  renewAfterMs: number;
  openModel: (listener: ModelListener) => ModelSession;
}

/** One call's part of the provider: the model session, the plan, and what both cost. */
export interface ModelSide {
  send(effect: ModelEffect): void;
  makePlan(jobConfiguration: HeldConfiguration, configurationHash: string): void;
  /** Closes the current session and opens another one after this long. */
  reopen(afterMs: number): void;
  /** Releases everything. The final cost is reported last. */
  close(): void;
  readonly isWaiting: boolean;
}

export interface ModelSideOptions extends ModelOptions {
  logger: Logger;
  metrics: BridgeMetrics;
  /** Of the record, for the log. */
  configurationHash: () => string;
  /** The cost that earlier bridges of this call have reported. */
  used: ModelUse | null;
  onInput: (input: BridgeInput) => void;
  onAudio: ModelToCaller['take'];
  onUsed: (use: ModelUse) => void;
  /** The cost is so far above the limit of the call that there is not even a goodbye. */
  onFarOverspent: () => void;
}

export function createModelSide(options: ModelSideOptions): ModelSide {
  const { engine, logger, metrics, costLimitUsd, onInput, onAudio } = options;
  const latency = createLatencyClock(metrics, () => performance.now());

  // The conversation costs more with every turn. Above its limit it is brought to an end.
  const spending = createModelSpending({
    used: options.used,
    models: engine.models,
    prices: options.prices,
    limitUsd: costLimitUsd,
    metrics,
    commit: options.onUsed,
    onPassed: (how, spentUsd) => {
      logger.warn({ spentUsd, costLimitUsd }, 'the money for this call is spent');
      if (how === 'over') onInput({ type: 'session.overspent' });
      else options.onFarOverspent();
    },
  });
  const planner = createInterviewPlanner({
    askForPlan: engine.askForPlan,
    logger,
    metrics,
    onUsed: spending.add,
    onMade: (made: { configurationHash: string; plan: InterviewPlan }) =>
      onInput({ type: 'plan.made', ...made }),
  });

  const listener = createModelListener({ logger, metrics, spending, latency, onInput, onAudio });
  let session: ModelSession | null = options.openModel(listener);
  let reopening: NodeJS.Timeout | null = null;
  let isClosed = false;

  function letGo(): void {
    if (reopening !== null) clearTimeout(reopening);
    reopening = null;
    session?.close();
    session = null;
  }

  return {
    send(effect) {
      session?.send(effect);
      if (effect.type === 'model.respond') latency.onAsked();
      if (effect.type === 'model.configure')
        logger.info(
          { configurationHash: options.configurationHash() },
          'job configuration sent to the model',
        );
    },
    makePlan: planner.make,
    reopen(afterMs) {
      if (isClosed) return;
      letGo();
      reopening = setTimeout(() => {
        reopening = null;
        session = options.openModel(listener);
      }, afterMs);
    },
    get isWaiting() {
      return reopening !== null;
    },
    close() {
      isClosed = true;
      planner.close();
      letGo();
      spending.close();
    },
  };
}
