import type { Logger } from '@ringback/shared/runtime/logger';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import type { BridgeInput } from '../domain/bridge-step.ts';
import type { ModelFailure, ModelListener, ModelReport } from '../domain/model-port.ts';
import type { ModelToCaller } from '../media/model-to-caller.ts';
import type { LatencyClock } from '../session/latency-clock.ts';
import type { ModelSpending } from './model-spending.ts';

/** Hears of a call's model sessions: counts and logs what they say, and tells the bridge what it is to know. */
export function createModelListener(options: {
  logger: Logger;
  metrics: Pick<BridgeMetrics, 'modelFailures' | 'stale'>;
  spending: Pick<ModelSpending, 'add'>;
  latency: Pick<LatencyClock, 'onModel'>;
  onInput: (input: BridgeInput) => void;
  onAudio: ModelToCaller['take'];
}): ModelListener {
  const { logger, metrics, spending, latency, onInput, onAudio } = options;

  function tellFailure({ what, trouble, reason }: ModelFailure): void {
    metrics.modelFailures.inc({ code: trouble.code });
    logger.warn({ what, code: trouble.code, kind: trouble.kind, reason }, 'the model reports a failure');
  }

  function onReport(report: ModelReport): void {
    if (report.kind === 'input') {
      const { input, used, failure } = report;
      if (used !== undefined) spending.add(used);
      if (failure !== undefined) tellFailure(failure);
      latency.onModel(input.type);
      if (input.type === 'model.audio') onAudio(input);
      else onInput(input);
    } else if (report.kind === 'error') {
      const { trouble } = report.failure;
      tellFailure(report.failure);
      // Neither this session nor another one would work.
      if (trouble.kind === 'operator') onInput({ type: 'model.lost', trouble });
    } else metrics.stale.inc({ kind: report.kind === 'ignored' ? 'model_event' : 'model_event_malformed' });
  }

  return {
    onReport,
    onLost(reason, trouble) {
      metrics.modelFailures.inc({ code: trouble?.code ?? 'connection' });
      logger.warn({ reason, code: trouble?.code }, 'model session lost');
      onInput(trouble === undefined ? { type: 'model.lost' } : { type: 'model.lost', trouble });
    },
  };
}
