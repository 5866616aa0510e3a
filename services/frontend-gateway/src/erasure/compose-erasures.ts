import { createCostCounter, createCostTeller } from '@ringback/shared/redis/admission/told-costs';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { GatewayConfig } from '../config.ts';
import { toNumberHashes } from '../starts/compose-session-starter.ts';
import type { DialRequests } from '../starts/dial-requests.ts';
import { createCandidateTraces, type ForgottenBookings } from './candidate-traces.ts';
import { createSessionEraser } from './erase-session.ts';
import { createErasedTraces } from './erased-traces.ts';
import { createErasurePreviews, type ErasurePreviews } from './erasure-preview.ts';
import { createErasures, type Erasures } from './erasures.ts';
import { createReportJobs } from './report-jobs.ts';

const daySeconds = 24 * 3600;

/** Wires what erases, and its upkeep. */
export function composeErasures(
  config: GatewayConfig,
  { redis, store, feed, logger, metrics, clock: { now } }: ServiceParts,
  { dialRequests, bookings }: { dialRequests: DialRequests; bookings: ForgottenBookings },
): { erasures: Erasures; previews: ErasurePreviews; close: () => Promise<void> } {
  const hashes = toNumberHashes(config);
  const traces = createErasedTraces({ redis, logger, hasCarrier: config.PHONE_CALLS !== 'off' });
  const reports = createReportJobs({ redis, logger });
  const candidate = createCandidateTraces({ redis, hashes, bookings, now });
  const erase = createSessionEraser({
    ...{ redis, store, feed, dialRequests, hashes, reports, traces, now },
    retentionSeconds: config.RETENTION_DAYS * daySeconds,
    tellCost: createCostTeller({ cost: createCostCounter(metrics), logger }),
  });
  const erasures = createErasures({ redis, logger, erase, candidate, now });
  return {
    erasures,
    previews: createErasurePreviews({ redis, candidate }),
    async close() {
      await erasures.close();
      await reports.close();
      await traces.close();
    },
  };
}
