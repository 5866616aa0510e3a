import { knowsBlockedNumbers } from '@ringback/shared/redis/list-canary';
import { openServiceParts } from '@ringback/shared/redis/service-parts';
import { closeServer, createHttpApp, finishRoutes, listen } from '@ringback/shared/runtime/http';
import type { LogDestination } from '@ringback/shared/runtime/logger';
import { createNumberHashes } from '@ringback/shared/runtime/number-hashes';
import { type RunningService, toInstanceId } from '@ringback/shared/runtime/run-service';
import { isAllowedOrigin, routeUpgrades } from '@ringback/shared/runtime/socket';
import { createBoundedAnswers } from './bounded-answers.ts';
import { startCallRecordEraser } from './call-record-eraser.ts';
import { type CallRegistry, createCallRegistry } from './call-registry.ts';
import { createFetchBack } from './carrier-fetch-back.ts';
import { createHangUp } from './carrier-hang-up.ts';
import { browserMediaPath, carrierPaths } from './carrier-paths.ts';
import { startCarrierPrices } from './carrier-prices.ts';
import { startCarrierReconciler } from './carrier-reconciler.ts';
import { addCarrierReports } from './carrier-reports.ts';
import { addCarrierWebhooks } from './carrier-webhooks.ts';
import { carrierAccount, type TelephonyConfig } from './config.ts';
import { addDialInWebhooks } from './dial-in-webhooks.ts';
import { startDialWorker } from './dial-worker.ts';
import { drainCalls, longestDrainMs } from './drain.ts';
import { addFallbackWebhook } from './fallback-webhook.ts';
import { claimFetchBack } from './fetch-back-claim.ts';
import { createBridgePool } from './link/bridge-pool.ts';
import { createMediaDoor } from './media-door.ts';
import { startReaper } from './reaper.ts';
import { createSessionOfRequest } from './session-of-request.ts';
import { startSpendSettler } from './spend-settler.ts';
import { createStreamTwiml } from './stream-twiml.ts';
import { createTelephonyMetrics } from './telephony-metrics.ts';
import { createTwilioRestClient } from './twilio/rest-client.ts';
import { createSignatureCheck } from './twilio/signature.ts';
import { startUnclaimedCallsWatch } from './unclaimed-calls.ts';

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
  const account = carrierAccount(config);
  const isReal = account !== null && account.baseUrl === undefined;
  const canDial = await knowsBlockedNumbers(parts.redis, config.NUMBER_HASH_KEY, { isReal, logger });
  const rest = account === null ? null : createTwilioRestClient(account);
  const pool = createBridgePool({
    secrets: config.LINK_SECRET,
    instance,
    logger,
    metrics: telephonyMetrics,
  });
  const hangUp = rest === null ? null : createHangUp(rest, logger);
  const publicUrl = account === null ? '' : new URL(account.publicUrl).origin;
  const fetchBack =
    rest === null
      ? null
      : createFetchBack({ rest, publicUrl, claim: (id) => claimFetchBack(parts.redis, id), logger });
  const calls = createCallRegistry({
    parts,
    metrics: telephonyMetrics,
    pool,
    reattachMs: config.REATTACH_MS,
    hangUp,
    fetchBack,
    takesNew: () => !draining,
  });
  registry = calls;
  const door = createMediaDoor({
    ...{ parts, metrics: telephonyMetrics, registry: calls, proxyHops: config.TRUSTED_PROXY_HOPS },
    most: { all: config.MAX_MEDIA_SOCKETS, network: config.MAX_MEDIA_SOCKETS_PER_NETWORK },
  });

  const sum = (read: (call: CallRegistry['calls'][number]) => number) => () =>
    calls.calls.reduce((total, call) => total + read(call), 0);
  metrics.held('session', () => calls.calls.length);
  metrics.held('socket', () => door.sockets);
  metrics.held(
    'timer',
    sum(({ timers }) => timers),
  );
  metrics.held(
    'lease',
    sum(({ hasLease }) => (hasLease ? 1 : 0)),
  );
  metrics.held(
    'pending',
    sum(({ journal }) => journal.size),
  );
  metrics.held('link', () => pool.links);
  metrics.gauge('live_sessions', 'Calls on this instance', () => calls.calls.length);

  const app = createHttpApp({
    metrics,
    readiness: () => [
      ...(draining ? ['draining'] : []),
      ...(parts.redis.status === 'ready' ? [] : ['redis is away']),
    ],
  });
  const signature = account === null ? null : createSignatureCheck(account);
  const hashes = createNumberHashes({
    numberHashKey: config.NUMBER_HASH_KEY,
    dataEncryptionKey: config.DATA_ENCRYPTION_KEY,
  });
  if (signature !== null && hangUp !== null) {
    const toStreamTwiml = createStreamTwiml(parts, publicUrl);
    const answers = createBoundedAnswers({ app, metrics: telephonyMetrics, logger, signature, publicUrl });
    const sessions = createSessionOfRequest(parts.store, telephonyMetrics);
    const common = { parts, metrics: telephonyMetrics, answers, publicUrl, hashes, toStreamTwiml };
    addDialInWebhooks({ ...common, registry: calls });
    addCarrierWebhooks({ ...common, sessions });
    addCarrierReports({ ...common, sessions, registry: calls, hangUp });
    addFallbackWebhook(app, signature);
  }
  finishRoutes(app, logger);
  const { server, port } = await listen(app, config.HOST, config.PORT);
  const origins = config.ALLOWED_ORIGINS;
  routeUpgrades(server, {
    [browserMediaPath]: door.upgrade((request) => isAllowedOrigin(request, origins), 'browser'),
    ...(signature === null
      ? {}
      : { [carrierPaths.media]: door.upgrade(signature.isUpgradeSigned, 'carrier') }),
  });
  const dialWorker =
    rest === null || account === null || hangUp === null
      ? null
      : startDialWorker({
          parts,
          metrics: telephonyMetrics,
          registry: calls,
          rest,
          redisUrl: config.REDIS_URL,
          hashes,
          knowsBlockedNumbers: canDial,
          sealingKeys: config.DATA_ENCRYPTION_KEY,
          publicUrl,
          callerNumbers: account.callerNumbers,
          hearsMachines: account.hearsMachines,
          hangUp,
          callsPerSecond: config.DIAL_CALLS_PER_SECOND,
        });
  const callRecords =
    rest === null
      ? null
      : startCallRecordEraser({ rest, redis: parts.redis, redisUrl: config.REDIS_URL, logger });
  const reconciler =
    rest === null ? null : startCarrierReconciler({ rest, calls: () => calls.calls, logger });
  const carrier = hangUp === null || fetchBack === null ? null : { hangUp, fetchBack };
  const reaper = startReaper(parts, telephonyMetrics, { carrier, reattachMs: config.REATTACH_MS });
  const unclaimed =
    rest === null || account === null || hangUp === null
      ? null
      : startUnclaimedCallsWatch({
          parts,
          metrics: telephonyMetrics,
          rest,
          callerNumbers: account.callerNumbers,
          hangUp,
        });
  const settler = startSpendSettler(parts, telephonyMetrics);
  const prices = rest === null ? null : startCarrierPrices({ parts, metrics: telephonyMetrics, rest });
  await parts.announce();
  logger.info({ port, phoneCalls: account !== null }, 'telephony ready');

  let closed = false;
  return {
    port,
    drainWithinMs: longestDrainMs(config.DRAIN_LIMIT_MS),
    async drain() {
      draining = true;
      const noMoreDials = dialWorker?.close();
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
      prices?.close();
      unclaimed?.close();
      reconciler?.close();
      await dialWorker?.close();
      await callRecords?.close();
      door.close();
      pool.close();
      await closeServer(server);
      await parts.close();
      logger.info('telephony closed');
    },
  };
}
