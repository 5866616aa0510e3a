import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { GatewayConfig } from '../config.ts';
import type { Visitors } from '../http/compose-visitors.ts';
import { type LogsDoor, openLogsDoor } from './logs-door.ts';
import { startSessionHub } from './session-hub.ts';
import { createAdmission } from './viewer-admission.ts';
import type { ViewerParts } from './viewer-parts.ts';
import { openViewerSeats } from './viewer-seats.ts';

/** The door for browser sockets and what is behind it: the sessions as they are shown, and counted seats. */
export interface Viewing {
  door: LogsDoor;
  /** Lets go of what is behind the door. The door is closed before. */
  close(): void;
}

export function openViewing(
  config: GatewayConfig,
  { redis, feed, logger, metrics, clock }: ServiceParts,
  { cookie, budget, addressOf, takeUpgrade, runCommand }: Visitors & { runCommand: ViewerParts['run'] },
): Viewing {
  const hub = startSessionHub({ feed, logger, metrics, now: clock.now });
  const seats = openViewerSeats({
    redis,
    logger,
    most: { session: config.MAX_VIEWERS_PER_SESSION, candidate: config.MAX_VIEWERS_PER_CANDIDATE },
    tellCoaches: hub.tellCoaches,
  });
  const door = openLogsDoor({
    viewer: {
      hub,
      admit: createAdmission(redis, seats),
      run: runCommand,
      onShown: budget.sent,
      logger,
      onStale: hub.stale,
    },
    allowedOrigins: config.ALLOWED_ORIGINS,
    mostViewers: config.MAX_VIEWERS,
    identify: (request) => ({
      candidateIds: cookie.readAll(request.headers.cookie),
      origin: request.headers.origin,
      address: addressOf(request),
    }),
    limit: takeUpgrade,
    upgradesPerSecond: config.UPGRADES_PER_SECOND,
    metrics,
  });
  return {
    door,
    close() {
      seats.close();
      hub.close();
    },
  };
}
