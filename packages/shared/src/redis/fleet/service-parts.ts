import type { InstanceId, ServiceName } from '../../contract/ids.ts';
import type { Instance } from '../../contract/instances.ts';
import { type Headroom, startHeadroom } from '../../runtime/headroom.ts';
import type { KeyRing } from '../../runtime/key-ring.ts';
import { createLogger, type LogDestination, type Logger } from '../../runtime/logger.ts';
import { createMetrics, type Metrics } from '../../runtime/metrics.ts';
import { connectCommands, connectSubscriber } from '../connect.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { type SessionFeed, startSessionFeed } from '../session/session-feed.ts';
import { createSessionStore, type SessionStore } from '../session/session-store.ts';
import { startFleetWatch } from './fleet.ts';
import { type FleetClock, startFleetClock } from './fleet-clock.ts';
import { createHeldLeases, type HeldLeases } from './held-leases.ts';
import { type Announcement, listInstances, startAnnouncing } from './instances.ts';
import { createLeases, type Leases } from './leases.ts';
import { createServiceCounters } from './service-counters.ts';
import { isSignedRow, signRow } from './signed-rows.ts';

/** What every service works with: its Redis clients, the session store and feed, and its place in the fleet. */
export interface ServiceParts {
  logger: Logger;
  metrics: Metrics;
  redis: ScriptedRedis;
  store: SessionStore;
  feed: SessionFeed;
  leases: Leases;
  heldLeases: HeldLeases;
  headroom: Headroom;
  instance: InstanceId;
  /** The fleet's time. Use it for anything that another instance reads. */
  clock: FleetClock;
  /**
   * The running instances of a service whose signed rows show that they belong to us: a call may be given to them.
   * Without the link's secret, all that announce themselves.
   */
  listPeers(service: ServiceName): Promise<Instance[]>;
  /** Announces this instance at once. It is also announced every second. */
  announce(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects a service and announces it. `onReset` carries out a reset of all sessions on this instance. Once it has
 * resolved, the instance confirms the generation.
 */
export async function openServiceParts(options: {
  service: ServiceName;
  instance: InstanceId;
  redisUrl: string;
  /** In live mode Redis must have a memory bound. */
  mode: 'local' | 'live';
  logLevel: string;
  logDestination?: LogDestination | undefined;
  describe: () => Omit<Announcement, 'confirmedGeneration' | 'room'>;
  /** The link's secret, if the service has it. Its row is then signed, and it trusts signed rows only. */
  linkSecrets?: KeyRing;
  onReset: (generation: number) => Promise<void>;
}): Promise<ServiceParts> {
  const { service, instance, redisUrl, describe, onReset } = options;
  const logger = createLogger({ service, instance, level: options.logLevel }, options.logDestination);
  const metrics = createMetrics(service);
  const headroom = startHeadroom(metrics);
  const redis = await connectCommands(redisUrl, logger, `${service}-commands`, {
    mustBeBounded: options.mode === 'live',
  });
  const subscriber = await connectSubscriber(redisUrl, logger, `${service}-subscriber`);
  const counters = createServiceCounters(metrics);
  let confirmedGeneration = 0;

  const fleet = startFleetWatch({
    redis,
    logger,
    onRaised: (generation) => {
      logger.info({ generation }, 'reset of all sessions heard');
      onReset(generation)
        .then(() => {
          confirmedGeneration = generation;
          logger.info({ generation }, 'reset of all sessions confirmed');
          return announcing.announce();
        })
        .catch((error) => logger.error({ err: error, generation }, 'reset of all sessions failed here'));
    },
  });
  await fleet.check();
  confirmedGeneration = fleet.generation();

  const clock = await startFleetClock(redis, logger);
  const store = createSessionStore({
    redis,
    now: clock.now,
    fleetGeneration: () => fleet.generation(),
    count: counters.commit,
    countUnreadable: counters.unreadable,
  });
  const feed = startSessionFeed({
    redis,
    subscriber,
    store,
    logger,
    counters: counters.feed,
  });
  metrics.held('subscription', () => feed.following);
  const { linkSecrets } = options;
  function isTrusted(row: unknown): boolean {
    const trusted = linkSecrets === undefined || isSignedRow(linkSecrets, row);
    if (!trusted) counters.forged();
    return trusted;
  }
  const announcing = startAnnouncing({
    sign: (row) => (linkSecrets === undefined ? row : signRow(linkSecrets, row)),
    redis,
    service,
    instance,
    logger,
    now: clock.now,
    describe() {
      const described = describe();
      const room = headroom.roomBeside(described.load);
      return { ...described, ...(room === null ? {} : { room }), confirmedGeneration };
    },
  });

  const leases = createLeases(redis);
  return {
    logger,
    metrics,
    redis,
    store,
    feed,
    leases,
    heldLeases: createHeldLeases({ leases, instance, logger }),
    headroom,
    instance,
    clock,
    announce: announcing.announce,
    listPeers: (name) => listInstances(redis, name, isTrusted),
    async close() {
      headroom.close();
      clock.close();
      fleet.close();
      await feed.close();
      await announcing.close();
      redis.disconnect();
    },
  };
}
