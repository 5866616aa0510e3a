import { join, resolve } from 'node:path';
import { findPublicUrlFault } from '@ringback/shared/runtime/public-url';
import type { PortClaim } from './ports.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a person can set for `npm start`, checked and with defaults. */
export interface LauncherSettings {
  /** `local` allows stand-ins and generated secrets; `live` demands everything real. */
  readonly mode: 'local' | 'live';
  readonly dataDir: string;
  readonly ports: Readonly<Record<PortName, number>>;
  /** `given`: the person's own Realtime address, without a key. */
  readonly model: 'live' | 'local' | 'given';
  /** `off`: Twilio is set up, but `PUBLIC_URL` is missing. */
  readonly carrier: 'twilio' | 'local' | 'off';
}

/** The variables that change a port, with their defaults. */
export const DEFAULT_PORTS = {
  TELEPHONY_PORT: 8080,
  GATEWAY_PORT: 8081,
  BRIDGE_PORT: 8082,
  WEB_PORT: 3000,
  STAND_IN_PORT: 8090,
} as const;
export type PortName = keyof typeof DEFAULT_PORTS;

const TWILIO_VARIABLES = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_PHONE_NUMBER'] as const;
const LIVE_VARIABLES = [
  'OPENAI_API_KEY',
  'COOKIE_SECRET',
  'OPERATOR_TOKEN',
  'DATA_ENCRYPTION_KEY',
  'NUMBER_HASH_KEY',
  'LINK_SECRET',
] as const;

/** An environment without its empty variables: `NAME=` in an `.env` file means "not set". */
export function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}

/** Reads the settings. Every problem is one sentence with its fix, and all are reported at once. */
export function readSettings(
  given: Environment,
  root: string,
): { settings: LauncherSettings; problems: string[] } {
  const env = withoutEmpty(given);
  const problems: string[] = [];

  const ports: Record<PortName, number> = { ...DEFAULT_PORTS };
  for (const name of Object.keys(DEFAULT_PORTS) as PortName[]) {
    const value = env[name];
    if (value === undefined) continue;
    const port = Number(value);
    if (Number.isInteger(port) && port >= 1 && port <= 65_535) ports[name] = port;
    else problems.push(`${name} is not a port: set it to a number from 1 to 65535`);
  }

  const mode = env.RINGBACK_MODE ?? 'local';
  if (mode !== 'local' && mode !== 'live') problems.push('RINGBACK_MODE is neither "local" nor "live"');

  const publicUrlFault = env.PUBLIC_URL === undefined ? null : findPublicUrlFault(env.PUBLIC_URL);
  if (publicUrlFault !== null) problems.push(`PUBLIC_URL ${publicUrlFault}`);

  const missing = TWILIO_VARIABLES.filter((name) => env[name] === undefined);
  const hasTwilio = missing.length === 0;
  if (!hasTwilio && missing.length < TWILIO_VARIABLES.length) {
    problems.push(
      `${missing.join(' and ')} missing: set all of ${TWILIO_VARIABLES.join(', ')}, or none of them`,
    );
  }
  if (mode === 'live') {
    for (const name of LIVE_VARIABLES) {
      if (env[name] === undefined)
        problems.push(`${name} is missing, and RINGBACK_MODE=live makes nothing up`);
    }
  }

  const isLocal = mode !== 'live';
  const carrier = hasTwilio ? (env.PUBLIC_URL === undefined ? 'off' : 'twilio') : isLocal ? 'local' : 'off';
  const model =
    env.OPENAI_API_KEY !== undefined ? 'live' : env.OPENAI_REALTIME_URL !== undefined ? 'given' : 'local';
  const dataDir = resolve(root, env.DATA_DIR ?? '.ringback');
  return { settings: { mode: isLocal ? 'local' : 'live', dataDir, ports, model, carrier }, problems };
}

/** Stand-ins run only for a foreign side without keys. */
export function needsStandIns({ mode, model, carrier }: LauncherSettings): boolean {
  return mode === 'local' && (model === 'local' || carrier === 'local');
}

/** The Twilio stand-in listens beside the OpenAI one. */
export function twilioStandInPort({ ports }: LauncherSettings): number {
  return ports.STAND_IN_PORT + 1;
}

/** The ports that a start listens on, each with the variable that moves it. */
export function claimedPorts(settings: LauncherSettings): PortClaim[] {
  const { STAND_IN_PORT, ...own } = settings.ports;
  const claims = Object.entries(own).map(([variable, port]) => ({ variable, port }));
  if (!needsStandIns(settings)) return claims;
  const standIns = [STAND_IN_PORT, twilioStandInPort(settings)];
  return [...claims, ...standIns.map((port) => ({ variable: 'STAND_IN_PORT', port }))];
}

export function secretsFile(dataDir: string): string {
  return join(dataDir, 'secrets.env');
}
