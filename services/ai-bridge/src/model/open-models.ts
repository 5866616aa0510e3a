import type { Logger } from '@ringback/shared/runtime/logger';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import type { BridgeConfig } from '../config.ts';
import type { ModelEngine, ModelListener, ModelSession } from '../domain/model-port.ts';
import type { Circuit } from './circuit.ts';
import { EngineSession } from './engine-session.ts';
import type { ModelOptions } from './model-side.ts';
import { createSpareSessions } from './spare-sessions.ts';

/** An engine's models, with a few sessions kept ready. `close` lets go of those. */
export function openModels(
  config: BridgeConfig,
  engine: ModelEngine,
  parts: {
    circuit: Circuit;
    /** Whether this instance still takes calls. */
    isOpen: () => boolean;
    logger: Logger;
    metrics: Metrics;
    bridgeMetrics: BridgeMetrics;
  },
): { models: ModelOptions; close: () => void } {
  const { circuit, isOpen, logger, metrics, bridgeMetrics } = parts;
  const source = { engine, circuit };
  const spares = createSpareSessions(source, {
    most: config.MODEL_SPARE_SOCKETS,
    mayOpen: () => isOpen() && circuit.mayProbe,
    onSpareLost(reason, trouble) {
      if (trouble === undefined) return;
      bridgeMetrics.modelFailures.inc({ code: trouble.code });
      logger.warn({ reason, code: trouble.code, kind: trouble.kind }, 'the provider refuses a model session');
    },
  });
  metrics.gauge('model_spare_sockets', 'Model sessions that wait for a call', () => spares.ready);
  function openModel(listener: ModelListener): ModelSession {
    const spare = spares.take(listener);
    bridgeMetrics.modelSockets.inc({ source: spare === null ? 'new' : 'spare' });
    return spare ?? new EngineSession(source, listener);
  }

  const models: ModelOptions = {
    engine,
    prices: { ...engine.prices, ...config.MODEL_PRICES },
    costLimitUsd: config.MODEL_COST_LIMIT_USD,
    renewAfterMs: config.MODEL_RENEW_AFTER_MINUTES * 60_000,
    openModel,
  };
  return { models, close: spares.close };
}
