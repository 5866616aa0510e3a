import type { LocalSecrets } from './local-secrets.ts';
import { type Environment, type LauncherSettings, withoutEmpty } from './settings.ts';

/** The number that local calls come from: Twilio's own magic number for tests. */
const STAND_IN_PHONE_NUMBER = '+15005550006';
/** A carrier demands https and wss. This name is only signed and never looked up. */
const STAND_IN_PUBLIC_URL = 'https://ringback.test';

/** Variables that lead ai-bridge to the OpenAI stand-in. None when the model is real. */
export function wireModel({ model, mode }: LauncherSettings, standInHost: string): Environment {
  if (model !== 'local' || mode !== 'local') return {};
  return {
    OPENAI_REALTIME_URL: `ws://${standInHost}/v1/realtime`,
    OPENAI_BASE_URL: `http://${standInHost}/v1`,
  };
}

const TWILIO_VARIABLES = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_PHONE_NUMBER'] as const;

/**
 * Variables by which telephony and the Twilio stand-in find and trust each other. None for a real carrier. When phone
 * calls are off, an account without a way back is removed, because telephony would refuse to start.
 */
export function wireCarrier(
  { carrier }: LauncherSettings,
  secrets: LocalSecrets | undefined,
  addresses: { readonly standInHost: string; readonly telephonyUrl: string },
): Environment {
  if (carrier === 'off') return Object.fromEntries(TWILIO_VARIABLES.map((name) => [name, undefined]));
  if (carrier !== 'local' || secrets === undefined) return {};
  return {
    TWILIO_ACCOUNT_SID: secrets.STAND_IN_TWILIO_ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: secrets.STAND_IN_TWILIO_AUTH_TOKEN,
    TWILIO_PHONE_NUMBER: STAND_IN_PHONE_NUMBER,
    TWILIO_API_BASE_URL: `http://${addresses.standInHost}`,
    PUBLIC_URL: STAND_IN_PUBLIC_URL,
    STAND_IN_TELEPHONY_URL: addresses.telephonyUrl,
  };
}

/** The secrets that services know by these names. */
export function toServiceSecrets(secrets: LocalSecrets | undefined): Environment {
  if (secrets === undefined) return {};
  const { COOKIE_SECRET, OPERATOR_TOKEN, DATA_ENCRYPTION_KEY, NUMBER_HASH_KEY, LINK_SECRET } = secrets;
  return { COOKIE_SECRET, OPERATOR_TOKEN, DATA_ENCRYPTION_KEY, NUMBER_HASH_KEY, LINK_SECRET };
}

/** What the pages say about the foreign sides. */
export function describeSides({ model, carrier }: LauncherSettings): Environment {
  return {
    MODEL_MODE: model === 'local' ? 'local' : 'live',
    PHONE_CALLS: { twilio: 'carrier', local: 'stand_in', off: 'off' }[carrier],
  };
}

/** The numbers that may call a candidate, for the pages to tell. They are no secret: each called phone shows one. */
export function tellCallingNumbers({ carrier }: LauncherSettings, env: Environment): Environment {
  if (carrier === 'off') return {};
  if (carrier === 'local') return { TWILIO_PHONE_NUMBER: STAND_IN_PHONE_NUMBER };
  const names = ['TWILIO_PHONE_NUMBER', 'TWILIO_CALLER_NUMBERS'];
  return withoutEmpty(Object.fromEntries(names.map((name) => [name, env[name]])));
}
