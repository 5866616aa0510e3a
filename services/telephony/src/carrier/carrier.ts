import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { TelephonyConfig } from '../config.ts';
import { createTwilioRestClient, type TwilioRestClient } from '../twilio/rest-client.ts';
import { createSignatureCheck, type SignatureCheck } from '../twilio/signature.ts';
import { createFetchBack, type FetchBack } from './carrier-fetch-back.ts';
import { createHangUp, type HangUp } from './carrier-hang-up.ts';
import { claimFetchBack } from './fetch-back-claim.ts';

/** Everything that an instance has of the carrier while phone calls are on. */
export interface Carrier {
  rest: TwilioRestClient;
  signature: SignatureCheck;
  hangUp: HangUp;
  fetchBack: FetchBack;
  /** The origin under which the carrier reaches us. */
  publicUrl: string;
  /** The numbers to call from. The first is the default. */
  callerNumbers: readonly [string, ...string[]];
  /** Whether the carrier detects answering machines. */
  hearsMachines: boolean;
  /** False where another REST endpoint stands in for the carrier's own. */
  isReal: boolean;
}

/** What ends or rescues a call on the carrier's side. */
export type CallControl = Pick<Carrier, 'hangUp' | 'fetchBack'>;

/** The configured carrier. Null when phone calls are off. */
export function openCarrier(
  config: TelephonyConfig,
  { redis, logger }: { redis: ScriptedRedis; logger: Logger },
): Carrier | null {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, PUBLIC_URL } = config;
  const { TWILIO_PHONE_NUMBER: ownNumber, TWILIO_API_BASE_URL: baseUrl } = config;
  if (!accountSid || !authToken || !ownNumber || !PUBLIC_URL) return null;
  const publicUrl = new URL(PUBLIC_URL).origin;
  const rest = createTwilioRestClient({ accountSid, authToken, baseUrl });
  return {
    rest,
    signature: createSignatureCheck({ authToken, publicUrl }),
    hangUp: createHangUp(rest, logger),
    fetchBack: createFetchBack({ rest, publicUrl, claim: (id) => claimFetchBack(redis, id), logger }),
    publicUrl,
    callerNumbers: [ownNumber, ...config.TWILIO_CALLER_NUMBERS],
    hearsMachines: config.MACHINE_DETECTION === 'on',
    isReal: baseUrl === undefined,
  };
}
