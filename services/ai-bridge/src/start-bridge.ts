import type { SessionId } from '@ringback/shared/contract/ids';
import { openServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { closeServer, createHttpApp, finishRoutes, listen } from '@ringback/shared/runtime/http';
import type { LogDestination } from '@ringback/shared/runtime/logger';
import { type RunningService, toInstanceId } from '@ringback/shared/runtime/run-service';
import { routeUpgrades } from '@ringback/shared/runtime/socket';
import { createBridgeMetrics } from './bridge-metrics.ts';
import type { BridgeConfig } from './config.ts';
import type { ModelEngine, ModelListener, ModelSession } from './domain/model-port.ts';
import { type OpenResult, startLinkServer } from './link/link-server.ts';
import { createCircuit } from './model/circuit.ts';
import type { ModelOptions } from './model/model-side.ts';
import { createSpareSessions } from './model/spare-sessions.ts';
import { WatchedSession } from './model/watched-session.ts';
import { startReportWorkers } from './report/report-worker.ts';
import { type BridgeActor, startBridgeActor } from './session/bridge-actor.ts';
import { canHandOver } from './session/can-hand-over.ts';
import { startMoneyWatch } from './session/money-watch.ts';
import { takeSession } from './session/take-session.ts';
import type { TelephonySide } from './session/telephony-side.ts';

const drainLimitMs = 5_000;

/** Starts one ai-bridge instance, whose interviewers are models of `engine`. Rejects when Redis cannot be reached or the port is taken. */
export async function startBridge(
  config: BridgeConfig,
  engine: ModelEngine,
  logDestination?: LogDestination,
): Promise<RunningService & { port: number }> {
  const actors = new Map<SessionId, BridgeActor>();
  const opening = new Set<SessionId>();
  const circuit = createCircuit();
  let draining = false;
  let address = config.ADVERTISED_URL ?? '';
  function capacity(): number {
    if (circuit.isOpen) return 0;
    return circuit.isOnTrial
      ? Math.min(config.MAX_BRIDGE_SESSIONS, actors.size + opening.size + 1)
      : config.MAX_BRIDGE_SESSIONS;
  }

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
      capacity: capacity(),
      load: actors.size,
      draining,
      ...(circuit.trouble === null ? {} : { modelTrouble: circuit.trouble }),
    }),
    onReset: async () => {
      const held = [...actors.values()];
      for (const actor of held) actor.end('reset');
      await Promise.all(held.map(({ gone }) => gone));
    },
  });
  const { logger, metrics, instance } = parts;
  const bridgeMetrics = createBridgeMetrics(metrics);
  for (const end of engine.announcedEnds)
    logger.warn(end, 'the provider has announced the end of this model');

  const source = { engine, circuit };
  const spares = createSpareSessions(source, {
    most: config.MODEL_SPARE_SOCKETS,
    mayOpen: () => !draining && !circuit.isOpen,
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
    return spare ?? new WatchedSession(source, listener);
  }

  const models: ModelOptions = {
    engine,
    prices: { ...engine.prices, ...config.MODEL_PRICES },
    costLimitUsd: config.MODEL_COST_LIMIT_USD,
    renewAfterMs: config.MODEL_RENEW_AFTER_MINUTES * 60_000,
    openModel,
  };

  async function openBridge(
    sessionId: SessionId,
    telephony: TelephonySide,
    opened: { insteadOf: string | undefined; carries: boolean },
  ): Promise<OpenResult> {
    if (draining) return { outcome: 'refused', reason: 'draining' };
    const kept = actors.get(sessionId);
    if (kept?.takeTelephony(telephony, opened.carries)) return { outcome: 'ok', actor: kept };
    if (actors.size + opening.size >= config.MAX_BRIDGE_SESSIONS)
      return { outcome: 'refused', reason: 'full' };
    if (actors.has(sessionId) || opening.has(sessionId)) return { outcome: 'refused', reason: 'taken' };
    if (!circuit.mayBegin()) return { outcome: 'refused', reason: 'failed' };
    opening.add(sessionId);
    try {
      const taken = await takeSession({ ...parts, isDraining: () => draining }, sessionId, opened.insteadOf);
      if (taken.outcome === 'refused') return taken;
      const actor = startBridgeActor({ ...taken, parts, metrics: bridgeMetrics, telephony, models });
      actors.set(sessionId, actor);
      void actor.gone.then(() => actors.delete(sessionId));
      return { outcome: 'ok', actor };
    } finally {
      opening.delete(sessionId);
    }
  }

  const money = startMoneyWatch(parts, actors);
  const reports = startReportWorkers(parts, {
    workers: config.REPORT_WORKERS,
    redisUrl: config.REDIS_URL,
  });
  const links = startLinkServer({
    secrets: config.LINK_SECRET,
    self: () => ({ instance, address }),
    logger,
    metrics: bridgeMetrics,
    openBridge,
  });
  metrics.held('session', () => actors.size);
  metrics.held('lease', () => actors.size);
  metrics.held('link', () => links.links);
  metrics.held('pending', () => [...actors.values()].reduce((sum, { pending }) => sum + pending, 0));
  metrics.held('timer', () => [...actors.values()].reduce((sum, { timers }) => sum + timers, 0));

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
      spares.close();
      const isFollowed = await canHandOver(parts);
      const held = [...actors.values()];
      // Another bridge goes on with the interviews. Without one they end here.
      for (const actor of held) {
        if (isFollowed) actor.handOver();
        else actor.end('shut_down');
      }
      const limit = new Promise<void>((resolve) => setTimeout(resolve, drainLimitMs).unref());
      await Promise.race([Promise.all(held.map(({ gone }) => gone)), limit]);
    },
    async close() {
      if (closed) return;
      closed = true;
      spares.close();
      links.close();
      money.close();
      await reports.close();
      await closeServer(server);
      await parts.close();
      logger.info('ai-bridge closed');
    },
  };
}
