import type { IncomingMessage } from 'node:http';
import type { InstanceId } from '@ringback/shared/contract/ids';
import { createListGuard } from '@ringback/shared/redis/admission/list-canary';
import { createCostCounter, createCostTeller } from '@ringback/shared/redis/admission/told-costs';
import { openServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { closeServer, listen } from '@ringback/shared/runtime/http';
import type { LogDestination, Logger } from '@ringback/shared/runtime/logger';
import { networkOf } from '@ringback/shared/runtime/network-of';
import { type RunningService, toInstanceId } from '@ringback/shared/runtime/run-service';
import { routeUpgrades } from '@ringback/shared/runtime/socket';
import type { Request, Router } from 'express';
import type { GatewayConfig } from './config.ts';
import { toMediaUrl } from './domain/media-url.ts';
import { createAccess } from './http/access.ts';
import { createCandidateCookie, isSecure } from './http/candidate-cookie.ts';
import { createCandidateSuccession } from './http/candidate-succession.ts';
import { createSessionEraser } from './http/erase-session.ts';
import { createErasedTraces } from './http/erased-traces.ts';
import { createGatewayApp } from './http/http-app.ts';
import { refuseLimited, takeOpenly } from './http/limits.ts';
import { createOperatorRoutes } from './http/operator-routes.ts';
import { createQuoteRoutes } from './http/quote-routes.ts';
import { createReportJobs } from './http/report-jobs.ts';
import { createReportRoutes } from './http/report-routes.ts';
import { createSessionCommands, runViewerCommand } from './http/session-commands.ts';
import { createSessionRoutes } from './http/session-routes.ts';
import { createShareRoutes } from './http/share-routes.ts';
import { createVisitorBudget } from './http/visitor-budget.ts';
import { createVisitorReads } from './http/visitor-reads.ts';
import { candidateLimits } from './starts/candidate-limits.ts';
import { composeSessionStarter, toNumberHashes } from './starts/compose-session-starter.ts';
import { createDialRequests } from './starts/dial-requests.ts';
import { createDialSwitch } from './starts/dialling.ts';
import { createNumberSearch } from './starts/number-search.ts';
import { createStoreRoom } from './starts/store-room.ts';
import { type LogsDoor, openLogsDoor } from './viewers/logs-door.ts';
import { startSessionHub } from './viewers/session-hub.ts';
import { createSessionViews } from './viewers/session-views.ts';
import { createAdmission } from './viewers/viewer-admission.ts';
import { openViewerSeats } from './viewers/viewer-seats.ts';

export interface RunningGateway extends RunningService {
  port: number;
  /** The port of the operator routes. */
  operatorPort: number;
  instance: InstanceId;
}

/**
 * Starts a gateway. `config.PORT` 0 takes any free port. Rejects when Redis cannot be reached or the port is taken.
 * `logDestination` is for tests; otherwise the log goes to stdout.
 */
export async function startGateway(
  config: GatewayConfig,
  options: { logDestination?: LogDestination } = {},
): Promise<RunningGateway> {
  let port = config.PORT;
  let draining = false;
  let door: LogsDoor | null = null;

  // Redis: clients, store, feed, announcement, fleet watch.
  const parts = await openServiceParts({
    service: 'frontend-gateway',
    instance: toInstanceId(config.INSTANCE_ID),
    redisUrl: config.REDIS_URL,
    mode: config.RINGBACK_MODE,
    logLevel: config.LOG_LEVEL,
    logDestination: options.logDestination,
    describe: () => ({
      address: config.ADVERTISED_URL ?? `http://${config.HOST}:${port}`,
      capacity: config.MAX_VIEWERS,
      load: door?.viewers ?? 0,
      draining,
    }),
    onReset: async () => door?.dismissWaiting(),
  });
  const { redis, store, feed, logger, metrics } = parts;

  // What candidates and operators may do.
  const isReal = config.PHONE_CALLS === 'carrier';
  const list = createListGuard(redis, config.NUMBER_HASH_KEY, { isReal, logger });
  await list.problem();
  const dialSwitch = createDialSwitch(redis, list);
  const rules = {
    phoneCalls: config.PHONE_CALLS,
    allowedCountries: config.DIAL_ALLOWED_COUNTRIES,
    allowedNumbers: config.DIAL_ALLOWED_NUMBERS,
    onlyVerified: config.NUMBER_VERIFICATION === 'required',
  };
  const retentionSeconds = config.RETENTION_DAYS * 24 * 3600;
  const dialRequests = createDialRequests({ redis, sealingKeys: config.DATA_ENCRYPTION_KEY, logger });
  const budget = createVisitorBudget({ redis, logger, allowances: config.visitorAllowances });
  const commands = createSessionCommands(store, logger, budget);
  const views = createSessionViews(store);
  const room = createStoreRoom({ redis, logger, metrics });
  const cookie = createCandidateCookie(config.COOKIE_SECRET, () => port);
  const isSecurePage = (request: Request) => isSecure(request, config.ALLOWED_ORIGINS);
  const access = createAccess({ cookie, store, isSecure: isSecurePage });
  const succession = createCandidateSuccession({ redis, logger, secrets: config.COOKIE_SECRET });
  const perMinute = (most: number) => ({ most, windowMs: 60_000 });
  const networkOfRequest = (request: IncomingMessage) => networkOf(request, config.TRUSTED_PROXY_HOPS);
  const spendTicket = async (request: Request) => {
    const name = candidateLimits.tickets(access.candidate(request));
    refuseLimited(await takeOpenly(redis, logger, { name, limit: perMinute(config.TICKETS_PER_MINUTE) }));
  };
  const spendNewcomer = async (request: Request) => {
    const name = `candidates:${networkOfRequest(request)}`;
    const limit = perMinute(config.NEW_CANDIDATES_PER_MINUTE);
    refuseLimited(await takeOpenly(redis, logger, { name, limit }));
  };
  const reads = createVisitorReads({ access, budget, addressOf: networkOfRequest });
  const start = composeSessionStarter(config, parts, {
    ...{ dialRequests, rules, dialSwitch, retentionSeconds, room },
  });
  const quoteRoutes = createQuoteRoutes({
    redis,
    access,
    rules,
    dialSwitch,
    carrierPrices: config.CARRIER_PRICES_PER_MINUTE_USD,
    modelIsReal: config.MODEL_MODE === 'live',
  });
  const traces = createErasedTraces({ redis, logger, hasCarrier: config.PHONE_CALLS !== 'off' });
  const reports = createReportJobs({ redis, logger });
  const erase = createSessionEraser({
    ...{ redis, store, feed, dialRequests, reports, traces, retentionSeconds, now: parts.clock.now },
    tellCost: createCostTeller({ cost: createCostCounter(metrics), logger }),
  });
  const sessionRoutes = createSessionRoutes({
    redis,
    store,
    access,
    cookie,
    succession,
    isSecure: isSecurePage,
    spendNewcomer,
    spendTicket,
    commands,
    views,
    budget,
    reads,
    start,
    erase,
    addressOf: networkOfRequest,
    startLimit: { most: config.SESSION_STARTS_PER_10_MINUTES, windowMs: 600_000 },
    mediaUrlFor: ({ headers }) =>
      toMediaUrl({
        configured: config.NEXT_PUBLIC_MEDIA_URL,
        origin: headers.origin,
        host: headers.host,
        telephonyPort: config.TELEPHONY_PORT,
      }),
  });
  const reportRoutes = createReportRoutes({ redis, store, budget, reads });
  const shareRoutes = createShareRoutes({
    redis,
    access,
    reads,
    logger,
    defaultOrigin: config.ALLOWED_ORIGINS[0] ?? '',
    spendTicket,
  });
  const token = config.OPERATOR_TOKEN;
  const operator = createOperatorRoutes({
    ...{ redis, store, erase, dialSwitch, token, logger, metrics },
    addressOf: networkOfRequest,
    searchNumbers: createNumberSearch({
      redis,
      hashes: toNumberHashes(config),
      restMs: config.numberProtection.restMs,
    }),
  });

  // The two doors: HTTP and the logs sockets.
  const hub = startSessionHub({ feed, logger, metrics, now: parts.clock.now });
  const seats = openViewerSeats({
    redis,
    logger,
    most: { session: config.MAX_VIEWERS_PER_SESSION, candidate: config.MAX_VIEWERS_PER_CANDIDATE },
    tellCoaches: hub.tellCoaches,
  });
  const toApp = (routers: readonly Router[]) =>
    createGatewayApp({
      metrics,
      readiness: () => [
        ...(draining ? ['draining'] : []),
        ...(redis.status === 'ready' ? [] : ['the session store cannot be reached']),
      ],
      logger,
      cookie,
      allowedOrigins: config.ALLOWED_ORIGINS,
      routers,
      standing: succession.standing,
      spendNewcomer,
    });
  const candidateRoutes = [quoteRoutes, sessionRoutes, reportRoutes, shareRoutes];
  const operatorPort = config.OPERATOR_PORT;
  const app = toApp(operatorPort === undefined ? [...candidateRoutes, operator.routes] : candidateRoutes);
  const sockets = openLogsDoor({
    viewer: {
      hub,
      admit: createAdmission(redis, seats),
      run: (order) => runViewerCommand(commands, logger, order),
      onShown: budget.sent,
      logger,
      onStale: hub.stale,
    },
    allowedOrigins: config.ALLOWED_ORIGINS,
    mostViewers: config.MAX_VIEWERS,
    identify: (request) => ({
      candidateIds: cookie.readAll(request.headers.cookie),
      origin: request.headers.origin,
      address: networkOfRequest(request),
    }),
    limit: (request) => {
      const name = `upgrade:${networkOfRequest(request)}`;
      return takeOpenly(redis, logger, { name, limit: perMinute(config.UPGRADES_PER_MINUTE) });
    },
    upgradesPerSecond: config.UPGRADES_PER_SECOND,
    metrics,
  });
  door = sockets;
  const closeParts = async () => {
    await sockets.close();
    seats.close();
    hub.close();
    views.close();
    await operator.settled();
    await dialRequests.close();
    await reports.close();
    await traces.close();
    await parts.close();
  };
  const listening = await listen(app, config.HOST, config.PORT).catch(async (error) => {
    await closeParts();
    throw error;
  });
  port = listening.port;
  const operatorDoor =
    operatorPort === undefined ? null : await listen(toApp([operator.routes]), config.HOST, operatorPort);
  routeUpgrades(listening.server, { '/logs': sockets.admit });
  await parts.announce();
  sayStarted(logger, port, config);

  async function drain(): Promise<void> {
    if (draining) return;
    draining = true;
    logger.info('gateway draining');
    await parts.announce().catch((error) => logger.warn({ err: error }, 'draining could not be announced'));
    await sockets.drain();
  }
  let closed: Promise<void> | null = null;
  async function closeAll(): Promise<void> {
    await drain();
    await sockets.close();
    await closeServer(listening.server);
    if (operatorDoor !== null) await closeServer(operatorDoor.server);
    await closeParts();
    logger.info('gateway closed');
  }
  return {
    port,
    operatorPort: operatorDoor?.port ?? port,
    instance: parts.instance,
    drain,
    close() {
      closed ??= closeAll();
      return closed;
    },
  };
}

function sayStarted(logger: Logger, port: number, config: GatewayConfig): void {
  const { PHONE_CALLS: phoneCalls, MODEL_MODE: model, ALLOWED_ORIGINS: allowedOrigins } = config;
  logger.info({ port, phoneCalls, model, allowedOrigins }, 'gateway started');
}
