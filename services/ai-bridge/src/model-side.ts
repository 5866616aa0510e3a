import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { ModelUse } from '@ringback/shared/contract/model-use';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { BridgeMetrics } from './bridge-metrics.ts';
import type { BridgeInput } from './domain/bridge-state.ts';
import type { Prices } from './domain/cost.ts';
import { createInterviewPlanner, type PlanModel } from './interview-planner.ts';
import { createLatencyClock } from './latency-clock.ts';
import { createModelConnection, type OpenModel } from './model-connection.ts';
import { createModelSpending } from './model-spending.ts';
import { type ModelEffect, toClientEvent, type VoiceNames } from './openai/client-events.ts';
import { type Failure, parseServerEvent } from './openai/server-events.ts';

/** The models of an instance, the same for all its calls. */
export interface ModelOptions {
  modelName: string;
  transcriptionModel: string;
  voices: VoiceNames;
  prices: Prices;
  /** What the model may cost in one call, in US dollars. */
  costLimitUsd: number;
  /** When a model session is replaced. */
  renewAfterMs: number;
  openModel: OpenModel;
  /** The provider refuses this installation, with this code: calls that begin now would fail too. */
  onRefused: (code: string) => void;
  /** The provider has made a response: it refuses this installation no more. */
  onAnswered: () => void;
  /** Makes plans; null: by rules alone. */
  planModel: PlanModel | null;
}

/** Everything that one call has of the provider: the model session, the plan, and what both cost. */
export interface ModelSide {
  send(effect: ModelEffect): void;
  makePlan(jobConfiguration: JobConfiguration, configurationHash: string): void;
  /** Lets go of the present session and opens another one after so long. */
  reopen(afterMs: number): void;
  /** Lets go of everything; what it cost is told last. */
  close(): void;
  readonly isWaiting: boolean;
}

export function createModelSide(
  options: ModelOptions & {
    logger: Logger;
    metrics: BridgeMetrics;
    /** What earlier bridges of this call have told of the cost. */
    used: ModelUse | null;
    onInput: (input: BridgeInput) => void;
    onUsed: (use: ModelUse) => void;
    /** So far above the money of one call that not even a goodbye is said. */
    onFarOverspent: () => void;
  },
): ModelSide {
  const { logger, metrics, modelName, transcriptionModel, voices, costLimitUsd, onInput } = options;
  const latency = createLatencyClock(metrics, () => performance.now());

  // The conversation costs more with every turn: above its limit it is brought to its end.
  const spending = createModelSpending({
    used: options.used,
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
    planModel: options.planModel,
    logger,
    metrics,
    onUsed: spending.response,
    onMade: (made: { configurationHash: string; plan: InterviewPlan }) =>
      onInput({ type: 'plan.made', ...made }),
  });

  function tellFailure({ what, trouble, reason }: Failure): void {
    metrics.modelFailures.inc({ code: trouble.code });
    logger.warn({ what, code: trouble.code, kind: trouble.kind, reason }, 'the model reports a failure');
    if (trouble.kind === 'operator' && what !== 'transcription') options.onRefused(trouble.code);
  }

  function onError(failure: Failure): void {
    tellFailure(failure);
    // Neither this session nor another one would go on.
    if (failure.trouble.kind === 'operator') onInput({ type: 'model.lost', trouble: failure.trouble });
  }

  function onMessage(text: string): void {
    const parsed = parseServerEvent(text);
    if (parsed.kind === 'input') {
      if (parsed.usage) spending.response(modelName, parsed.usage);
      if (parsed.transcription) spending.transcription(transcriptionModel, parsed.transcription);
      if (parsed.failure) tellFailure(parsed.failure);
      if (parsed.input.type === 'model.response_finished' && parsed.input.status === 'completed')
        options.onAnswered();
      latency.onModel(parsed.input.type);
      onInput(parsed.input);
    } else if (parsed.kind === 'error') onError(parsed.failure);
    else metrics.stale.inc({ kind: parsed.kind === 'ignored' ? 'model_event' : 'model_event_malformed' });
  }

  const connection = createModelConnection({
    open: options.openModel,
    onMessage,
    onLost: (reason, trouble) => {
      metrics.modelFailures.inc({ code: trouble?.code ?? 'connection' });
      logger.warn({ reason, code: trouble?.code }, 'model session lost');
      onInput(trouble === undefined ? { type: 'model.lost' } : { type: 'model.lost', trouble });
    },
  });

  return {
    send(effect) {
      connection.send(toClientEvent(effect, transcriptionModel, voices));
      if (effect.type === 'model.respond') latency.onAsked();
    },
    makePlan: planner.make,
    reopen: connection.reopen,
    get isWaiting() {
      return connection.isWaiting;
    },
    close() {
      planner.close();
      connection.close();
      spending.close();
    },
  };
}
