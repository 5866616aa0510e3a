import { hashOfLimits } from '@ringback/shared/redis/admission/called-numbers';
import { createListGuard } from '@ringback/shared/redis/admission/list-canary';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { Router } from 'express';
import { composeBookings } from '../bookings/compose-bookings.ts';
import type { GatewayConfig } from '../config.ts';
import { toMediaUrl } from '../domain/media-url.ts';
import { composeErasures } from '../erasure/compose-erasures.ts';
import { composeSessionStarter, toNumberHashes } from '../starts/compose-session-starter.ts';
import { createDialRequests } from '../starts/dial-requests.ts';
import { createDialSwitch } from '../starts/dialling.ts';
import { createNumberSearch } from '../starts/number-search.ts';
import { createStoreRoom } from '../starts/store-room.ts';
import { createSessionViews } from '../viewers/session-views.ts';
import type { ViewerParts } from '../viewers/viewer-parts.ts';
import { createBookingRoutes } from './booking-routes.ts';
import { createCoachRoutes } from './coach-routes.ts';
import { createCoachedRoutes } from './coached-routes.ts';
import type { Visitors } from './compose-visitors.ts';
import { createDeviceRoutes } from './device-routes.ts';
import { createErasureRoutes } from './erasure-routes.ts';
import { createOperatorRoutes } from './operator-routes.ts';
import { createOwnDataRoutes } from './own-data-routes.ts';
import { createQuoteRoutes } from './quote-routes.ts';
import { createReportReplyRoutes } from './report-reply-routes.ts';
import { createReportRoutes } from './report-routes.ts';
import { createSessionCommands, runViewerCommand } from './session-commands.ts';
import { createSessionRoutes } from './session-routes.ts';
import { createShareRoutes } from './share-routes.ts';
import { createSteering } from './steer-interview.ts';

/** What candidates and operators may do. */
export interface GatewayRoutes {
  candidate: readonly Router[];
  operator: Router;
  /** Carries out the commands of a browser's socket. */
  runCommand: ViewerParts['run'];
  /** Waits for the requests under way. */
  close(): Promise<void>;
}

/** Wires the HTTP routes. Rejects without Redis. */
export async function composeRoutes(
  config: GatewayConfig,
  parts: ServiceParts,
  visitors: Visitors,
): Promise<GatewayRoutes> {
  const { redis, store, logger, metrics } = parts;
  const { access, reads, spendTicket, addressOf } = visitors;
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
  const commands = createSessionCommands(store, logger, visitors.budget);
  const steer = createSteering(store, visitors.budget, { logger, metrics });
  const views = createSessionViews(store);
  const room = createStoreRoom({ redis, logger, metrics });
  const booking = composeBookings(config, parts, { rules, dialSwitch, room, retentionSeconds });
  const { bookings } = booking;
  const {
    erasures,
    previews,
    close: closeErasures,
  } = composeErasures(config, parts, {
    dialRequests,
    bookings,
  });

  const ownData = createOwnDataRoutes({
    ...{
      ...visitors,
      redis,
      store,
      logger,
      metrics,
      now: parts.clock.now,
      keeping: config.keeping,
      bookings,
    },
    hash: hashOfLimits(toNumberHashes(config)),
  });
  const quotes = createQuoteRoutes({
    ...{ redis, access, rules, dialSwitch },
    carrierPrices: config.CARRIER_PRICES_PER_MINUTE_USD,
    isModelReal: config.MODEL_MODE === 'live',
  });
  const start = composeSessionStarter(config, parts, {
    ...{ dialRequests, rules, dialSwitch, retentionSeconds, room },
  });
  booking.startWorker(start);
  const sessions = createSessionRoutes({
    ...{ ...visitors, redis, store, commands, views, start },
    startLimit: { most: config.SESSION_STARTS_PER_10_MINUTES, windowMs: 600_000 },
    mediaUrlFor: ({ headers: { origin, host } }) =>
      toMediaUrl({
        configured: config.NEXT_PUBLIC_MEDIA_URL,
        origin,
        host,
        telephonyPort: config.TELEPHONY_PORT,
      }),
  });
  const defaultOrigin = config.ALLOWED_ORIGINS[0] ?? '';
  const shares = createShareRoutes({
    ...{ redis, access, reads, store, logger, defaultOrigin, spendTicket },
    budget: visitors.budget,
  });
  const operator = createOperatorRoutes({
    ...{ redis, store, erasures, dialSwitch, logger, metrics, addressOf },
    secrets: config.COOKIE_SECRET,
    token: config.OPERATOR_TOKEN,
    searchNumbers: createNumberSearch({
      redis,
      hashes: toNumberHashes(config),
      restMs: config.numberProtection.restMs,
    }),
  });
  return {
    candidate: [
      ...[quotes, sessions, shares, ownData],
      createBookingRoutes({ ...visitors, bookings, times: booking.times }),
      createDeviceRoutes({ ...visitors, redis, store, logger, bookings, secrets: config.COOKIE_SECRET }),
      createErasureRoutes({ ...visitors, redis, erasures, previews, secrets: config.COOKIE_SECRET }),
      createCoachRoutes({ ...visitors, redis, store, logger, now: parts.clock.now }),
      createCoachedRoutes({ ...visitors, redis, store, logger }),
      createReportRoutes({ ...visitors, redis, store }),
      createReportReplyRoutes({ ...visitors, redis, store, views }),
    ],
    operator: operator.routes,
    runCommand: (order) => runViewerCommand({ commands, steer }, logger, order),
    async close() {
      views.close();
      await operator.settled();
      await booking.close();
      await dialRequests.close();
      await closeErasures();
    },
  };
}
