import { join } from 'node:path';
import type { ProcessSpec } from '../process/tied-process.ts';
import {
  describeSides,
  tellCallingNumbers,
  toServiceSecrets,
  wireCarrier,
  wireModel,
} from './foreign-sides.ts';
import type { LocalSecrets } from './local-secrets.ts';
import {
  type Environment,
  type LauncherSettings,
  needsStandIns,
  twilioStandInPort,
  withoutEmpty,
} from './settings.ts';
import { WEB_SERVER } from './web-build.ts';

/** One process of the product, and how to tell that it takes work. */
export interface PlannedService extends ProcessSpec {
  readonly readyUrl: string;
  /** Processes of a later stage are stopped after those of an earlier stage are gone. */
  readonly stopStage: 0 | 1;
}

export interface PlanInput {
  readonly root: string;
  /** The Node.js that runs everything. */
  readonly node: string;
  readonly env: Environment;
  readonly settings: LauncherSettings;
  /** Made for local mode. A live installation brings its own in `env`. */
  readonly secrets: LocalSecrets | undefined;
  readonly redisUrl: string;
}

const HOST = '127.0.0.1';
/** Longer than the services' own drain, which a second Ctrl-C cuts short. */
const SERVICE_GRACE_MS = 15_000;
const STAND_IN_GRACE_MS = 5_000;

/** Plans which processes to run with which environment. Stand-ins come first, because the others call them. */
export function planServices(input: PlanInput): PlannedService[] {
  const { root, node, settings } = input;
  const { ports } = settings;
  const common = commonEnvironment(input);
  const service = (name: string, port: number, env: Environment = {}): PlannedService => ({
    name,
    command: node,
    args: [join('services', name, 'src/main.ts')],
    cwd: root,
    env: { ...common, ...addressOf(port), ...env },
    graceMs: SERVICE_GRACE_MS,
    readyUrl: `http://${HOST}:${port}/health/ready`,
    stopStage: 0,
  });
  const standIns: PlannedService = {
    ...service('stand-ins', ports.STAND_IN_PORT),
    args: ['packages/stand-ins/src/main.ts'],
    graceMs: STAND_IN_GRACE_MS,
    stopStage: 1,
  };
  return [
    ...(needsStandIns(settings) ? [standIns] : []),
    service('telephony', ports.TELEPHONY_PORT),
    service('ai-bridge', ports.BRIDGE_PORT),
    service('frontend-gateway', ports.GATEWAY_PORT),
    planWeb(input),
  ];
}

function addressOf(port: number): Environment {
  return { PORT: String(port), HOST, ADVERTISED_URL: `http://${HOST}:${port}` };
}

function commonEnvironment({ env, settings, secrets, redisUrl }: PlanInput): Environment {
  const { ports } = settings;
  const standInHost = `${HOST}:${ports.STAND_IN_PORT}`;
  return {
    NODE_ENV: 'production',
    // No other instance could take a call over, and a person who stops the product means it.
    DRAIN_LIMIT_MS: '0',
    ALLOWED_ORIGINS: ['localhost', HOST].map((host) => `http://${host}:${ports.WEB_PORT}`).join(','),
    ...toServiceSecrets(secrets),
    ...wireModel(settings, standInHost),
    // A person's settings override the defaults above, but never the wiring below.
    ...withoutEmpty(env),
    ...wireCarrier(settings, secrets, {
      standInHost: `${HOST}:${twilioStandInPort(settings)}`,
      telephonyUrl: `http://${HOST}:${ports.TELEPHONY_PORT}`,
    }),
    ...describeSides(settings),
    ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
    RINGBACK_MODE: settings.mode,
    REDIS_URL: redisUrl,
    DATA_DIR: settings.dataDir,
  };
}

/** The pages get no secret: they need only the addresses and the modes. */
function planWeb({ root, node, env, settings }: PlanInput): PlannedService {
  const { ports } = settings;
  const isSafe = ([name]: [string, unknown]) =>
    name.startsWith('NEXT_PUBLIC_') || ['PATH', 'HOME', 'LANG', 'TZ', 'LOG_LEVEL'].includes(name);
  return {
    name: 'web',
    command: node,
    args: [WEB_SERVER],
    cwd: root,
    env: {
      ...Object.fromEntries(Object.entries(withoutEmpty(env)).filter(isSafe)),
      NODE_ENV: 'production',
      PORT: String(ports.WEB_PORT),
      HOST,
      GATEWAY_PORT: String(ports.GATEWAY_PORT),
      TELEPHONY_PORT: String(ports.TELEPHONY_PORT),
      ...(settings.carrier === 'local' ? { SOFT_PHONE_PORT: String(twilioStandInPort(settings)) } : {}),
      ...tellCallingNumbers(settings, env),
      ...describeSides(settings),
    },
    graceMs: STAND_IN_GRACE_MS,
    readyUrl: `http://${HOST}:${ports.WEB_PORT}/health/ready`,
    stopStage: 0,
  };
}
