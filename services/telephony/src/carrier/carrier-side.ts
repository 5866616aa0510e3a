import type { ListGuard } from '@ringback/shared/redis/admission/list-canary';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import type { Express } from 'express';
import type { CallRegistry } from '../call/call-registry.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { startCallRecordEraser } from '../upkeep/call-record-eraser.ts';
import { startCarrierReconciler } from '../upkeep/carrier-reconciler.ts';
import { startUnclaimedCallsWatch } from '../upkeep/unclaimed-calls.ts';
import { createBoundedAnswers } from './bounded-answers.ts';
import type { Carrier } from './carrier.ts';
import { startCarrierPrices } from './carrier-prices.ts';
import { addCarrierReports } from './carrier-reports.ts';
import { addCarrierWebhooks } from './carrier-webhooks.ts';
import { addDialInWebhooks } from './dial-in-webhooks.ts';
import { startDialWorker } from './dial-worker.ts';
import { addFallbackWebhook } from './fallback-webhook.ts';
import { createSessionOfRequest } from './session-of-request.ts';
import { createStreamTwiml } from './stream-twiml.ts';

/** What an instance does with the carrier besides serving calls. */
export interface CarrierSide {
  /** Answers the carrier's webhooks. */
  addRoutes(app: Express): void;
  /** Starts dialling and watching the calls that the carrier has of ours. */
  start(): void;
  /** Takes no further dial job. Resolves when the current one is carried out. */
  stopDialling(): Promise<void>;
  close(): Promise<void>;
}

export function createCarrierSide(
  carrier: Carrier,
  options: {
    parts: ServiceParts;
    metrics: TelephonyMetrics;
    registry: CallRegistry;
    hashes: NumberHashes;
    /** Whether our hashes can recognise the numbers of the do-not-call list. If not, no number is dialled. */
    doNotCallList: ListGuard;
    sealingKeys: KeyRing;
    redisUrl: string;
    callsPerSecond: number;
  },
): CarrierSide {
  const { parts, metrics, registry, redisUrl } = options;
  const { redis, logger } = parts;
  const common = { ...options, ...carrier };
  let dialWorker: ReturnType<typeof startDialWorker> | null = null;
  const others: { close(): void | Promise<void> }[] = [];

  return {
    addRoutes(app) {
      const answers = createBoundedAnswers({ ...carrier, app, metrics, logger });
      const sessions = createSessionOfRequest(parts.store, metrics);
      const toStreamTwiml = createStreamTwiml(parts, carrier.publicUrl);
      const webhooks = { ...common, answers, sessions, toStreamTwiml };
      addDialInWebhooks(webhooks);
      addCarrierWebhooks(webhooks);
      addCarrierReports(webhooks);
      addFallbackWebhook(app, carrier.signature);
    },
    start() {
      dialWorker = startDialWorker(common);
      others.push(
        startCarrierPrices(common),
        startUnclaimedCallsWatch(common),
        startCarrierReconciler({ ...carrier, calls: () => registry.calls, logger }),
        startCallRecordEraser({ ...carrier, redis, redisUrl, logger }),
      );
    },
    async stopDialling() {
      await dialWorker?.close();
    },
    async close() {
      await Promise.all([dialWorker, ...others].map((part) => part?.close()));
    },
  };
}
