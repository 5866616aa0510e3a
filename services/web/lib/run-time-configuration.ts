import { defaultReattachMs } from '@ringback/shared/contract/media-stream';

/**
 * Where the page finds the other services, read from the environment at run time. Next replaces
 * `process.env.NEXT_PUBLIC_…` by its value at build time, so every name here is looked up by a computed key.
 */

export interface RunTimeConfiguration {
  /** Gateway socket, gateway API and telephony audio socket as the browser sees them; null: derived from the page. */
  socketUrl: string | null;
  apiUrl: string | null;
  mediaUrl: string | null;
  /** The ports of derived addresses. */
  ports: { gateway: number; telephony: number };
  /** The port of the simulated phone on this machine. Null when there is none. */
  softPhonePort: number | null;
  /** The numbers that call a candidate: one of these. Empty where calls are off. */
  callingNumbers: readonly string[];
  /** How long telephony waits for a browser that has lost its sound, in ms. */
  reattachMs: number;
  modes: { model: 'local' | 'live'; carrier: 'off' | 'stand_in' | 'live' };
}

type Environment = Readonly<Record<string, string | undefined>>;

const text = (env: Environment, key: string): string | null => {
  const value = env[key]?.trim() ?? '';
  return value === '' ? null : value;
};

function port(env: Environment, key: string, fallback: number): number {
  const value = Number(text(env, key) ?? fallback);
  return Number.isInteger(value) && value > 0 && value < 65_536 ? value : fallback;
}

function milliseconds(env: Environment, key: string, fallback: number): number {
  const value = Number(text(env, key) ?? fallback);
  return Number.isInteger(value) && value > 0 ? value : fallback;
}

function carrierMode(env: Environment): RunTimeConfiguration['modes']['carrier'] {
  const value = text(env, 'PHONE_CALLS');
  if (value === 'carrier') return 'live';
  // Anything unknown is off: a page must not promise a call that is not placed.
  return value === 'stand_in' ? 'stand_in' : 'off';
}

function callingNumbers(env: Environment): string[] {
  if (carrierMode(env) === 'off') return [];
  const listed = ['TWILIO_PHONE_NUMBER', 'TWILIO_CALLER_NUMBERS'].flatMap((key) =>
    (text(env, key) ?? '').split(','),
  );
  return [...new Set(listed.map((number) => number.trim()).filter((number) => number !== ''))];
}

/** Reads the answer of `GET /configuration`. Variables: `.env.example`. */
export function readRunTimeConfiguration(env: Environment): RunTimeConfiguration {
  return {
    socketUrl: text(env, 'NEXT_PUBLIC_WEBSOCKET_SERVER_URL'),
    apiUrl: text(env, 'NEXT_PUBLIC_API_URL'),
    mediaUrl: text(env, 'NEXT_PUBLIC_MEDIA_URL'),
    ports: { gateway: port(env, 'GATEWAY_PORT', 8081), telephony: port(env, 'TELEPHONY_PORT', 8080) },
    softPhonePort: text(env, 'SOFT_PHONE_PORT') === null ? null : port(env, 'SOFT_PHONE_PORT', 8091),
    callingNumbers: callingNumbers(env),
    reattachMs: milliseconds(env, 'REATTACH_MS', defaultReattachMs),
    modes: { model: text(env, 'MODEL_MODE') === 'live' ? 'live' : 'local', carrier: carrierMode(env) },
  };
}
