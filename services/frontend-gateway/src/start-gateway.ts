import type { InstanceId } from '@ringback/shared/contract/ids';
import { openServiceParts, type ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { closeServer, listen } from '@ringback/shared/runtime/http';
import type { LogDestination, Logger } from '@ringback/shared/runtime/logger';
import { type RunningService, toInstanceId } from '@ringback/shared/runtime/run-service';
import { routeUpgrades } from '@ringback/shared/runtime/socket';
import type { Express, Router } from 'express';
import type { GatewayConfig } from './config.ts';
import { composeRoutes, type GatewayRoutes } from './http/compose-routes.ts';
import { composeVisitors, type Visitors } from './http/compose-visitors.ts';
import { createGatewayApp } from './http/http-app.ts';
import { startRetentionJob } from './retention/retention-job.ts';
import type { LogsDoor } from './viewers/logs-door.ts';
import { openViewing } from './viewers/open-viewing.ts';

export interface RunningGateway extends RunningService {
  port: number;
  /** The port of the operator routes. */
  operatorPort: number;
  instance: InstanceId;
}

/**
 * Starts a gateway. `config.PORT` 0 takes any free port. Rejects when Redis cannot be reached or the port is taken.
 * `logDestination` is for tests. Otherwise the log goes to stdout.
 */
export async function startGateway(
  config: GatewayConfig,
  options: { logDestination?: LogDestination } = {},
): Promise<RunningGateway> {
  let port = config.PORT;
  let draining = false;
  let door: LogsDoor | null = null;

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
  const { logger } = parts;

  const visitors = composeVisitors(config, parts, () => port);
  const routes = await composeRoutes(config, parts, visitors);
  const viewing = openViewing(config, parts, { ...visitors, runCommand: routes.runCommand });
  door = viewing.door;
  const { door: sockets } = viewing;
  const { keeping } = config;
  const retention = startRetentionJob({ ...parts, keeping, now: parts.clock.now });
  const closeParts = async () => {
    await retention.close();
    await sockets.close();
    viewing.close();
    await routes.close();
    await parts.close();
  };
  const { app, apart } = createApps(config, parts, { visitors, routes, isDraining: () => draining });
  const listening = await listen(app, config.HOST, config.PORT).catch(async (error) => {
    await closeParts();
    throw error;
  });
  port = listening.port;
  const operatorDoor = apart === null ? null : await listen(apart.app, config.HOST, apart.port);
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

/** `apart` is the operators' own; null where they come to the candidates' port. */
function createApps(
  config: GatewayConfig,
  { redis, logger, metrics }: ServiceParts,
  own: { visitors: Visitors; routes: GatewayRoutes; isDraining: () => boolean },
): { app: Express; apart: { app: Express; port: number } | null } {
  const { cookie, succession, spendNewcomer } = own.visitors;
  const { candidate, operator } = own.routes;
  const toApp = (routers: readonly Router[]) =>
    createGatewayApp({
      metrics,
      readiness: () => [
        ...(own.isDraining() ? ['draining'] : []),
        ...(redis.status === 'ready' ? [] : ['the session store cannot be reached']),
      ],
      logger,
      cookie,
      allowedOrigins: config.ALLOWED_ORIGINS,
      routers,
      standing: succession.standing,
      spendNewcomer,
    });
  const port = config.OPERATOR_PORT;
  if (port === undefined) return { app: toApp([...candidate, operator]), apart: null };
  return { app: toApp(candidate), apart: { app: toApp([operator]), port } };
}

function sayStarted(logger: Logger, port: number, config: GatewayConfig): void {
  const { PHONE_CALLS: phoneCalls, MODEL_MODE: model, ALLOWED_ORIGINS: allowedOrigins } = config;
  logger.info({ port, phoneCalls, model, allowedOrigins }, 'gateway started');
}
