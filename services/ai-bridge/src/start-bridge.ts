import { openServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { closeServer, createHttpApp, finishRoutes, listen } from '@ringback/shared/runtime/http';
import type { LogDestination } from '@ringback/shared/runtime/logger';
import { type RunningService, toInstanceId } from '@ringback/shared/runtime/run-service';
import { routeUpgrades } from '@ringback/shared/runtime/socket';
import { createBridgeMetrics } from './bridge-metrics.ts';
import type { BridgeConfig } from './config.ts';
import type { ModelEngine } from './domain/model-port.ts';
import { startLinkServer } from './link/link-server.ts';
import { createCircuit } from './model/circuit.ts';
import { openModels } from './model/open-models.ts';
import { startReportWorkers } from './report/report-worker.ts';
import { createBridgeRegistry } from './session/bridge-registry.ts';
import { canHandOver } from './session/can-hand-over.ts';
import { startMoneyWatch } from './session/money-watch.ts';

const drainLimitMs = 5_000;

/** Starts one ai-bridge instance, whose interviewers are models of `engine`. Rejects when Redis cannot be reached or the port is taken. */
export async function startBridge(
  config: BridgeConfig,
  engine: ModelEngine,
  logDestination?: LogDestination,
): Promise<RunningService & { port: number }> {
  const circuit = createCircuit();
  let draining = false;
  let address = config.ADVERTISED_URL ?? '';
  const bridges = createBridgeRegistry({
    circuit,
    most: config.MAX_BRIDGE_SESSIONS,
    isDraining: () => draining,
  });

  const parts = await openServiceParts({
    service: 'ai-bridge',
    instance: toInstanceId(config.INSTANCE_ID),
    redisUrl: config.REDIS_URL,
    mode: config.RINGBACK_MODE,
    linkSecrets: config.LINK_SECRET,
    logLevel: config.LOG_LEVEL,
    logDestination,
    describe: () => ({
      address,
      capacity: bridges.capacity(),
      load: bridges.actors.size,
      draining,
      ...(circuit.trouble === null ? {} : { modelTrouble: circuit.trouble }),
    }),
    onReset: bridges.reset,
  });
  const { logger, metrics, instance } = parts;
  const bridgeMetrics = createBridgeMetrics(metrics);
  for (const end of engine.announcedEnds)
    logger.warn(end, 'the provider has announced the end of this model');

  const { models, close: closeSpares } = openModels(config, engine, {
    ...{ circuit, logger, metrics, bridgeMetrics },
    isOpen: () => !draining,
  });
  const money = startMoneyWatch(parts, bridges.actors);
  const reports = startReportWorkers(parts, {
    workers: config.REPORT_WORKERS,
    redisUrl: config.REDIS_URL,
    judging: {
      model: engine.reports,
      // Rules answer the same each time.
      samples: engine.reports?.kind === 'rules' ? 1 : config.REPORT_SAMPLES,
      money: {
        prices: models.prices,
        limitUsd: config.REPORT_COST_LIMIT_USD,
        dailyLimitUsd: config.DAILY_SPEND_LIMIT_USD,
        isFree: engine.isStandIn,
      },
    },
  });
  const links = startLinkServer({
    secrets: config.LINK_SECRET,
    self: () => ({ instance, address }),
    logger,
    metrics: bridgeMetrics,
    openBridge: (order) => bridges.open({ service: parts, metrics: bridgeMetrics, models }, order),
  });
  bridges.measure(metrics);
  metrics.held('link', () => links.links);

  const readiness = () => [
    ...(draining ? ['draining'] : []),
    ...(parts.redis.status === 'ready' ? [] : ['redis is away']),
  ];
  const app = createHttpApp({ metrics, readiness });
  finishRoutes(app, logger);
  const { server, port } = await listen(app, config.HOST, config.PORT);
  address ||= `ws://${config.HOST}:${port}`;
  routeUpgrades(server, { '/link': links.upgrade });
  await parts.announce();
  logger.info({ port, model: engine.models.interviewer, local: engine.isStandIn }, 'ai-bridge ready');

  let closed = false;
  return {
    port,
    async drain() {
      draining = true;
      closeSpares();
      const isFollowed = await canHandOver(parts);
      const limit = new Promise<void>((resolve) => setTimeout(resolve, drainLimitMs).unref());
      await Promise.race([bridges.leave(isFollowed), limit]);
    },
    async close() {
      if (closed) return;
      closed = true;
      closeSpares();
      links.close();
      money.close();
      await reports.close();
      await closeServer(server);
      await parts.close();
      logger.info('ai-bridge closed');
    },
  };
}
