import type { ServiceName } from '@ringback/shared/contract/ids';
import {
  describeSides,
  tellCallingNumbers,
  toServiceSecrets,
  wireCarrier,
  wireModel,
} from './foreign-sides.ts';
import type { LocalSecrets, RedisPasswords } from './local-secrets.ts';
import { type Environment, type LauncherSettings, twilioStandInPort, withoutEmpty } from './settings.ts';

/** The services that read an environment file in the composition. */
export type ContainerName = 'telephony' | 'ai-bridge' | 'frontend-gateway' | 'stand-ins' | 'web';
/** Each container has its own user, so that one cannot read another's files. docker-compose.yml names the same. */
export const containerUsers: Readonly<Record<ContainerName, number>> = {
  telephony: 10_001,
  'ai-bridge': 10_002,
  'frontend-gateway': 10_003,
  'stand-ins': 10_004,
  web: 10_005,
};

const TWILIO = [
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
  'TWILIO_PHONE_NUMBER',
  'TWILIO_API_BASE_URL',
  'PUBLIC_URL',
];
const OPENAI = ['OPENAI_API_KEY', 'OPENAI_REALTIME_URL', 'OPENAI_BASE_URL'];

/** Gives each container the secrets that it needs and no others. */
export function planContainerEnvironments(
  given: Environment,
  settings: LauncherSettings,
  made: { readonly local: LocalSecrets | undefined; readonly redis: RedisPasswords },
): Record<ContainerName, Environment> {
  const env = { ...toServiceSecrets(made.local), ...withoutEmpty(given) };
  const own = (names: readonly string[]) =>
    Object.fromEntries(names.filter((name) => env[name] !== undefined).map((name) => [name, env[name]]));
  const carrier = wireCarrier(settings, made.local, {
    standInHost: `stand-ins:${twilioStandInPort(settings)}`,
    // Through the proxy, as the real carrier comes, so that any telephony instance may answer.
    telephonyUrl: 'http://proxy:3000',
  });
  const origins = { ALLOWED_ORIGINS: env.ALLOWED_ORIGINS ?? localOrigins(settings, env.PUBLIC_URL) };
  const sides = describeSides(settings);
  // An operator's own Redis is reached at its own address.
  const redis = (service: ServiceName) => ({
    REDIS_URL: env.REDIS_URL ?? `redis://${service}:${made.redis[service]}@redis:6379`,
  });
  return {
    telephony: {
      ...redis('telephony'),
      ...own([...TWILIO, 'DATA_ENCRYPTION_KEY', 'NUMBER_HASH_KEY', 'LINK_SECRET']),
      ...carrier,
      ...origins,
      ...sides,
    },
    'ai-bridge': {
      ...redis('ai-bridge'),
      ...wireModel(settings, `stand-ins:${settings.ports.STAND_IN_PORT}`),
      ...own([...OPENAI, 'LINK_SECRET']),
    },
    'frontend-gateway': {
      ...redis('frontend-gateway'),
      ...own([
        'COOKIE_SECRET',
        'OPERATOR_TOKEN',
        'DATA_ENCRYPTION_KEY',
        'NUMBER_HASH_KEY',
        'TWILIO_PHONE_NUMBER',
      ]),
      ...(carrier.TWILIO_PHONE_NUMBER ? { TWILIO_PHONE_NUMBER: carrier.TWILIO_PHONE_NUMBER } : {}),
      ...origins,
      ...sides,
    },
    'stand-ins': withoutEmpty(carrier),
    web: {
      ...sides,
      ...tellCallingNumbers(settings, env),
      ...(settings.carrier === 'local' ? own(['SOFT_PHONE_PORT']) : {}),
    },
  };
}

function localOrigins({ ports }: LauncherSettings, publicUrl: string | undefined): string {
  const local = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${ports.WEB_PORT}`);
  return [...local, ...(publicUrl === undefined ? [] : [new URL(publicUrl).origin])].join(',');
}

/** Text of a dotenv file as Node.js reads it (`--env-file`): quoted where needed, one variable a line. */
export function toDotenv(env: Environment): string {
  return Object.entries(withoutEmpty(env))
    .map(([name, value]) => `${name}=${quote(value ?? '')}\n`)
    .join('');
}

function quote(value: string): string {
  if (/^[\w./:@,+=-]*$/.test(value)) return value;
  const mark = ["'", '"', '`'].find((each) => !value.includes(each));
  if (mark === undefined) throw new Error('a value has all three kinds of quotation marks');
  return `${mark}${value}${mark}`;
}
