import type { InstanceId } from '@ringback/shared/contract/ids';
import { takeFromLimit } from '@ringback/shared/redis/limits';
import { openServiceParts } from '@ringback/shared/redis/service-parts';
import { redeemTicket } from '@ringback/shared/redis/tickets';
import { closeServer, listen } from '@ringback/shared/runtime/http';
import type { LogDestination, Logger } from '@ringback/shared/runtime/logger';
import { type RunningService, toInstanceId } from '@ringback/shared/runtime/run-service';
import { routeUpgrades } from '@ringback/shared/runtime/socket';
import { createAccess } from './access.ts';
import { createCandidateCookie } from './candidate-cookie.ts';
import type { GatewayConfig } from './config.ts';
import { createDialRequests } from './dial-requests.ts';
import { toMediaUrl } from './domain/media-url.ts';
import { createSessionEraser } from './erase-session.ts';
import { createGatewayApp } from './http-app.ts';
import { type LogsDoor, openLogsDoor } from './logs-door.ts';
import { createOperatorRoutes } from './operator-routes.ts';
import { createSessionCommands, runViewerCommand } from './session-commands.ts';
import { startSessionHub } from './session-hub.ts';
import { createSessionRoutes } from './session-routes.ts';
import { createSessionStarter } from './start-session.ts';

export interface RunningGateway extends RunningService {
  port: number;
  instance: InstanceId;
}

/**
 * Starts a gateway. `config.PORT` 0 takes any free port. Rejects when Redis cannot be reached or the port is
 * taken. `logDestination` is for tests; the log goes to stdout otherwise.
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
  const rules = {
    phoneCalls: config.PHONE_CALLS,
    allowedCountries: config.DIAL_ALLOWED_COUNTRIES,
    allowedNumbers: config.DIAL_ALLOWED_NUMBERS,
  };
  const retentionSeconds = config.RETENTION_DAYS * 24 * 3600;
  const dialRequests = createDialRequests({ redis, encryptionKey: config.DATA_ENCRYPTION_KEY, logger });
  const commands = createSessionCommands(store, logger);
  const cookie = createCandidateCookie(config.COOKIE_SECRET, () => port);
  const sessionRoutes = createSessionRoutes({
    redis,
    store,
    access: createAccess(cookie, store),
    commands,
    start: createSessionStarter({
      redis,
      store,
      dialRequests,
      logger,
      rules,
      secrets: { ids: config.COOKIE_SECRET, numbers: config.DATA_ENCRYPTION_KEY },
      mostLive: config.MAX_LIVE_CALLS,
      retentionSeconds,
    }),
    erase: createSessionEraser({ redis, store, feed, dialRequests, retentionSeconds }),
    rules,
    modelIsReal: config.MODEL_MODE === 'live',
    startLimit: { most: config.SESSION_STARTS_PER_10_MINUTES, windowMs: 600_000 },
    mediaUrlFor: ({ headers }) =>
      toMediaUrl({
        configured: config.NEXT_PUBLIC_MEDIA_URL,
        origin: headers.origin,
        host: headers.host,
        telephonyPort: config.TELEPHONY_PORT,
      }),
  });
  const operator = createOperatorRoutes({ redis, store, token: config.OPERATOR_TOKEN, logger, metrics });

  // The two doors: HTTP and the browser sockets.
  const hub = startSessionHub({ feed, logger, metrics });
  const app = createGatewayApp({
    metrics,
    readiness: () => [
      ...(draining ? ['draining'] : []),
      ...(redis.status === 'ready' ? [] : ['the session store cannot be reached']),
    ],
    logger,
    cookie,
    allowedOrigins: config.ALLOWED_ORIGINS,
    routers: [sessionRoutes, operator.routes],
  });
  const sockets = openLogsDoor({
    viewer: {
      hub,
      redeem: async (ticket) => (await redeemTicket(redis, 'viewer', ticket))?.sessionId ?? null,
      run: (sessionId, command) => runViewerCommand(commands, logger, { sessionId, command }),
      logger,
      onStale: hub.stale,
    },
    allowedOrigins: config.ALLOWED_ORIGINS,
    mostViewers: config.MAX_VIEWERS,
    limit: (address) =>
      takeFromLimit(redis, `upgrade:${address}`, { most: config.UPGRADES_PER_MINUTE, windowMs: 60_000 }),
    metrics,
  });
  door = sockets;
  const closeParts = async () => {
    await sockets.close();
    hub.close();
    await operator.settled();
    await dialRequests.close();
    await parts.close();
  };
  const listening = await listen(app, config.HOST, config.PORT).catch(async (error) => {
    await closeParts();
    throw error;
  });
  const { server } = listening;
  port = listening.port;
  routeUpgrades(server, { '/logs': sockets.admit });
  await parts.announce();
  sayStarted(logger, port, config);

  async function drain(): Promise<void> {
    if (draining) return;
    draining = true;
    logger.info('gateway draining');
    await parts.announce().catch((error) => logger.warn({ err: error }, 'draining was not announced'));
    await sockets.drain();
  }
  let closed: Promise<void> | null = null;
  async function closeAll(): Promise<void> {
    await drain();
    await sockets.close();
    await closeServer(server);
    await closeParts();
    logger.info('gateway closed');
  }
  return {
    port,
    instance: parts.instance,
    drain,
    close() {
      closed ??= closeAll();
      return closed;
    },
  };
}

function sayStarted(logger: Logger, port: number, config: GatewayConfig): void {
  const { PHONE_CALLS, MODEL_MODE, ALLOWED_ORIGINS } = config;
  const modes = { phoneCalls: PHONE_CALLS, model: MODEL_MODE, allowedOrigins: ALLOWED_ORIGINS };
  logger.info({ port, ...modes }, 'gateway started');
}
