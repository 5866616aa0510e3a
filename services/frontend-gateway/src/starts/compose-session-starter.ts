import { hashOfLimits } from '@ringback/shared/redis/admission/called-numbers';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { createNumberHashes, type NumberHashes } from '@ringback/shared/runtime/number-hashes';
import type { GatewayConfig } from '../config.ts';
import { createCallAdmission } from './call-admission.ts';
import { countRefusedStarts } from './counted-starts.ts';
import { createDialInDoor } from './dial-in-door.ts';
import { createSessionStarter, type StartParts } from './start-session.ts';

/** Wires what a session's start needs: limits, money, the dial queue, the codes for dialling in. */
export function composeSessionStarter(
  config: GatewayConfig,
  { clock, redis, store, logger, metrics }: ServiceParts,
  shared: Pick<StartParts, 'dialRequests' | 'rules' | 'dialSwitch' | 'retentionSeconds' | 'room'>,
): ReturnType<typeof createSessionStarter> {
  const hashes = toNumberHashes(config);
  const admission = createCallAdmission({
    redis,
    logger,
    hash: hashOfLimits(hashes),
    now: clock.now,
    most: config.liveSessions,
    callLimits: { perHour: config.callsPerHour, perDayAndNumber: config.callsPerDayPerNumber },
    dailyLimitUsd: config.DAILY_SPEND_LIMIT_USD,
    dayShares: config.dayShares,
    carrierPrices: config.CARRIER_PRICES_PER_MINUTE_USD,
    isCarrierReal: config.PHONE_CALLS === 'carrier',
    isModelReal: config.MODEL_MODE === 'live',
  });
  const phoneNumber = shared.rules.phoneCalls === 'off' ? undefined : config.TWILIO_PHONE_NUMBER;
  const dialIn = phoneNumber === undefined ? null : createDialInDoor({ redis, hashes, phoneNumber });
  const start = createSessionStarter({
    ...shared,
    now: clock.now,
    redis,
    store,
    logger,
    admission,
    dialIn,
    secrets: { ids: config.COOKIE_SECRET[0], bodies: config.DATA_ENCRYPTION_KEY[0] },
    hashes,
    protection: config.numberProtection,
  });
  return countRefusedStarts(start, metrics);
}

/** How numbers are recognised. */
export function toNumberHashes(config: GatewayConfig): NumberHashes {
  return createNumberHashes({
    numberHashKey: config.NUMBER_HASH_KEY,
    dataEncryptionKey: config.DATA_ENCRYPTION_KEY,
  });
}
