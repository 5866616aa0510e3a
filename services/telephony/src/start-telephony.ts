import { createListGuard } from '@ringback/shared/redis/admission/list-canary';
import { openServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { closeServer, createHttpApp, finishRoutes, listen } from '@ringback/shared/runtime/http';
import type { LogDestination } from '@ringback/shared/runtime/logger';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import { createNumberHashes } from '@ringback/shared/runtime/number-hashes';
import { type RunningService, toInstanceId } from '@ringback/shared/runtime/run-service';
import { isAllowedOrigin, routeUpgrades } from '@ringback/shared/runtime/socket';
import { type CallRegistry, createCallRegistry } from './call/call-registry.ts';
import { type Carrier, openCarrier } from './carrier/carrier.ts';
import { browserMediaPath, carrierPaths } from './carrier/carrier-paths.ts';
import { type CarrierSide, createCarrierSide } from './carrier/carrier-side.ts';
import type { TelephonyConfig } from './config.ts';
import { type BridgePool, createBridgePool } from './link/bridge-pool.ts';
import { createMediaDoor } from './media/media-door.ts';
import { startMediaTick } from './media/media-tick.ts';
import { createTelephonyMetrics } from './telephony-metrics.ts';
import { drainCalls, longestDrainMs } from './upkeep/drain.ts';
import { startReaper } from './upkeep/reaper.ts';
import { startSpendSettler } from './upkeep/spend-settler.ts';

const capacity = 200;

/** Starts one telephony instance. Rejects when Redis cannot be reached or the port is taken. */
export async function startTelephony(
  config: TelephonyConfig,
  logDestination?: LogDestination,
): Promise<RunningService & { port: number }> {
  let draining = false;
  let registry: CallRegistry | null = null;
  const instance = toInstanceId(config.INSTANCE_ID);
  const parts = await openServiceParts({
    service: 'telephony',
    instance,
    redisUrl: config.REDIS_URL,
    mode: config.RINGBACK_MODE,
    linkSecrets: config.LINK_SECRET,
    logLevel: config.LOG_LEVEL,
    logDestination,
    describe: () => ({
      address: config.ADVERTISED_URL ?? '',
      capacity,
      load: registry?.calls.length ?? 0,
      draining,
    }),
    onReset: async () => registry?.endAll('reset'),
  });
  const { logger, metrics } = parts;
  const telephonyMetrics = createTelephonyMetrics(metrics);
  const carrier = openCarrier(config, parts);
  const doNotCallList = createListGuard(parts.redis, config.NUMBER_HASH_KEY, {
    isReal: carrier?.isReal ?? false,
    logger,
  });
  await doNotCallList.problem();
  const pool = createBridgePool({
    secrets: config.LINK_SECRET,
    instance,
    logger,
    metrics: telephonyMetrics,
    packMs: config.LINK_PACK_MS,
  });
  const calls = createCallRegistry({
    parts,
    metrics: telephonyMetrics,
    pool,
    reattachMs: config.REATTACH_MS,
    joinMs: config.CALLER_JOIN_MS,
    everyTick: startMediaTick((error) =>
      logger.error({ err: error }, 'a call failed at a tick of its audio'),
    ),
    carrier,
    takesNew: () => !draining,
  });
  registry = calls;
  const door = createMediaDoor({
    ...{ parts, metrics: telephonyMetrics, registry: calls, proxyHops: config.TRUSTED_PROXY_HOPS },
    most: { all: config.MAX_MEDIA_SOCKETS, network: config.MAX_MEDIA_SOCKETS_PER_NETWORK },
  });

  measureHeld(metrics, { registry: calls, door, pool });

  const app = createHttpApp({
    metrics,
    readiness: () => [
      ...(draining ? ['draining'] : []),
      ...(parts.redis.status === 'ready' ? [] : ['redis is away']),
    ],
  });
  const carrierSide =
    carrier === null
      ? null
      : openCarrierSide(config, carrier, {
          ...{ parts, metrics: telephonyMetrics, registry: calls, doNotCallList },
        });
  carrierSide?.addRoutes(app);
  finishRoutes(app, logger);
  const { server, port } = await listen(app, config.HOST, config.PORT);
  const origins = config.ALLOWED_ORIGINS;
  routeUpgrades(server, {
    [browserMediaPath]: door.upgrade((request) => isAllowedOrigin(request, origins), 'browser'),
    ...(carrier && { [carrierPaths.media]: door.upgrade(carrier.signature.isUpgradeSigned, 'carrier') }),
  });
  carrierSide?.start();
  const reaper = startReaper(parts, telephonyMetrics, { carrier, reattachMs: config.REATTACH_MS });
  const settler = startSpendSettler(parts, telephonyMetrics);
  await parts.announce();
  logger.info({ port, phoneCalls: carrier !== null }, 'telephony ready');

  let closed = false;
  return {
    port,
    drainWithinMs: longestDrainMs(config.DRAIN_LIMIT_MS),
    async drain() {
      draining = true;
      const noMoreDials = carrierSide?.stopDialling();
      await drainCalls({
        parts,
        calls: () => calls.calls,
        limitMs: config.DRAIN_LIMIT_MS,
        stopListening() {
          if (!server.listening) return;
          server.close();
          server.closeIdleConnections();
        },
      });
      await noMoreDials;
    },
    async close() {
      if (closed) return;
      closed = true;
      reaper.close();
      settler.close();
      await carrierSide?.close();
      door.close();
      pool.close();
      await closeServer(server);
      await parts.close();
      logger.info('telephony closed');
    },
  };
}

/** Shows what this instance holds: without sessions all but its links is 0. */
function measureHeld(
  metrics: Metrics,
  {
    registry,
    door,
    pool,
  }: { registry: CallRegistry; door: ReturnType<typeof createMediaDoor>; pool: BridgePool },
): void {
  const sum = (read: (call: CallRegistry['calls'][number]) => number) => () =>
    registry.calls.reduce((total, call) => total + read(call), 0);
  const timers = sum((call) => call.timers);
  const leases = sum(({ hasLease }) => (hasLease ? 1 : 0));
  const pending = sum(({ journal }) => journal.size);
  metrics.held('session', () => registry.calls.length);
  metrics.held('socket', () => door.sockets);
  metrics.held('timer', timers);
  metrics.held('lease', leases);
  metrics.held('pending', pending);
  metrics.held('link', () => pool.links);
  metrics.gauge('live_sessions', 'Calls on this instance', () => registry.calls.length);
}

function openCarrierSide(
  config: TelephonyConfig,
  carrier: Carrier,
  parts: Pick<Parameters<typeof createCarrierSide>[1], 'parts' | 'metrics' | 'registry' | 'doNotCallList'>,
): CarrierSide {
  const { NUMBER_HASH_KEY: numberHashKey, DATA_ENCRYPTION_KEY: dataEncryptionKey } = config;
  return createCarrierSide(carrier, {
    ...parts,
    hashes: createNumberHashes({ numberHashKey, dataEncryptionKey }),
    sealingKeys: dataEncryptionKey,
    redisUrl: config.REDIS_URL,
    callsPerSecond: config.DIAL_CALLS_PER_SECOND,
  });
}
