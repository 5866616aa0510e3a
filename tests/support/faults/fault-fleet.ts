import { fileURLToPath } from 'node:url';
import type { ServiceName } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import {
  answersAndPresses1,
  type CandidateBehaviour,
} from '@ringback/stand-ins/candidate/candidate-behaviour';
import type { PartFactories } from '@ringback/stand-ins/openai/parts';
import { startRealtimeStandIn } from '@ringback/stand-ins/openai/realtime-server';
import type { RealtimeStandIn } from '@ringback/stand-ins/openai/realtime-stand-in';
import type { ResponsesStandIn } from '@ringback/stand-ins/openai/responses/responses-stand-in';
import type { Signer } from '@ringback/stand-ins/twilio/signed-request';
import { startTwilioStandIn, type TwilioStandIn } from '@ringback/stand-ins/twilio/twilio-stand-in';
import { findFreePort } from '../../../scripts/launcher/ports.ts';
import { eventually } from '../eventually.ts';
import { startRoundRobin } from '../gateway-fleet/round-robin.ts';
import { collectLogLines, type LogLines } from '../log-lines.ts';
import { type RedisProxy, startRedisProxy } from '../redis-proxy.ts';
import { limitsOff, testKeys } from '../settings.ts';
import { operatorToken, pageOrigin } from '../stack.ts';
import { canaryParts } from './canary-model.ts';
import { createHeldDials, type HeldDials } from './held-dials.ts';
import { resetAll } from './operator.ts';
import { createOwnProcess, type OwnProcess } from './own-process.ts';
import { type RedisProcess, startRedisProcess } from './redis-process.ts';
import { readScriptNames } from './script-names.ts';

/** One service process with its own way to Redis. */
export interface FleetMember {
  readonly service: ServiceName;
  readonly instance: string;
  readonly url: string;
  readonly process: OwnProcess;
  readonly redis: RedisProxy;
}

/** The whole product as it is run: a process for each service, a Redis that may die, scripted stand-ins. */
export interface FaultFleet {
  readonly redis: RedisProcess;
  /** The test's own way to Redis, without a proxy. */
  readonly client: ScriptedRedis;
  readonly store: SessionStore;
  readonly model: RealtimeStandIn;
  readonly carrier: TwilioStandIn;
  /** Signs requests as the carrier does, for a test that sends one itself. */
  readonly carrierSigner: Signer;
  readonly gateways: readonly FleetMember[];
  readonly telephonies: readonly FleetMember[];
  readonly bridges: readonly FleetMember[];
  readonly members: readonly FleetMember[];
  readonly logs: LogLines;
  /** How the person with this number behaves when called. Without an entry they answer and press 1. */
  readonly behaviours: Map<string, CandidateBehaviour>;
  readonly dials: HeldDials;
  /** Starts, thaws and reconnects whatever needs it. Resolves when all take work. */
  restore(): Promise<void>;
  /** Restores, and ends every session that a failed test has left behind. */
  tidy(): Promise<void>;
  /** Ends every process, whatever state it is in. */
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const clockJump = new URL('./clock-jump.ts', import.meta.url).href;
const accountSid = `AC${'0'.repeat(31)}1`;
const authToken = '0123456789abcdef0123456789abcdef';
const publicUrl = 'https://ringback.test';

export async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(1_000) })).status === 200;
  } catch {
    return false;
  }
}

export interface FleetOptions {
  gateways?: number;
  telephonies?: number;
  /** Carrier and browsers reach the telephonies through one address, which leads to one that takes work. */
  isBalanced?: boolean;
  bridges?: number;
  /** How much of their real time the carrier's waits take. Default a tenth. */
  carrierTimeScale?: number;
  env?: Readonly<Record<string, string>>;
  /** Where Redis keeps its data; default: the folder for what is temporary. */
  redisFolder?: string;
  /** Checkouts that services run from; default: this one. */
  sources?: Readonly<Partial<Record<ServiceName, string>>>;
  /** What the model is made of; default: one that names whose job it has been told of. */
  parts?: PartFactories;
  /** Judges reports. Without it they have figures alone. */
  responses?: ResponsesStandIn;
}

/** Starts the fleet and waits until every service takes work. */
export async function startFaultFleet(options: FleetOptions = {}): Promise<FaultFleet> {
  const logs = collectLogLines();
  const behaviours = new Map<string, CandidateBehaviour>();
  const redis = await startRedisProcess(options.redisFolder);
  const model = await startRealtimeStandIn({
    parts: options.parts ?? canaryParts(),
    keptSessions: 2_000,
    keptEvents: 2_000,
    ...(options.responses ? { otherRequests: options.responses.listener } : {}),
  });
  const telephonyPort = await findFreePort();
  const telephonyPorts = [telephonyPort];
  while (telephonyPorts.length < (options.telephonies ?? 1)) telephonyPorts.push(await findFreePort());
  const balancer = options.isBalanced
    ? await startRoundRobin(telephonyPorts.map((port) => ({ host: '127.0.0.1', port })))
    : null;
  const telephonyUrl = balancer?.url ?? `http://127.0.0.1:${telephonyPort}`;
  const carrierSigner: Signer = { authToken, publicUrl: { from: publicUrl, to: telephonyUrl } };
  const carrier = await startTwilioStandIn({
    ...{ accountSid, authToken, publicUrl: { from: publicUrl, to: telephonyUrl } },
    answer: ({ to }) => behaviours.get(to) ?? answersAndPresses1(),
    timeScale: options.carrierTimeScale ?? 0.1,
    msPerCharacter: 2,
    keptCalls: 2_000,
  });
  const environment = {
    RINGBACK_MODE: 'local',
    ALLOWED_ORIGINS: pageOrigin,
    ...testKeys,
    OPERATOR_TOKEN: operatorToken,
    MAX_LIVE_CALLS: '2000',
    LOG_LEVEL: 'info',
    ...limitsOff,
    DAILY_SPEND_LIMIT_USD: '1000000',
    OPENAI_REALTIME_URL: model.url,
    ...(options.responses ? { OPENAI_BASE_URL: `http://127.0.0.1:${model.port}/v1` } : {}),
    MODEL_SPARE_SOCKETS: '0',
    PHONE_CALLS: 'stand_in',
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_PHONE_NUMBER: '+15005550006',
    TWILIO_API_BASE_URL: carrier.url,
    PUBLIC_URL: publicUrl,
    DIAL_CALLS_PER_SECOND: '20',
    NEXT_PUBLIC_MEDIA_URL: `${telephonyUrl.replace(/^http/, 'ws')}/browser/media`,
    ...options.env,
  };
  const scripts = readScriptNames();
  async function enlist(service: ServiceName, index: number, given?: number): Promise<FleetMember> {
    const instance = `${service}-${index}`;
    const port = given ?? (await findFreePort());
    const proxy = await startRedisProxy(redis.url, scripts);
    const ownProcess = createOwnProcess(
      {
        name: instance,
        command: process.execPath,
        args: ['--import', clockJump, `services/${service}/src/main.ts`],
        cwd: options.sources?.[service] ?? root,
        env: {
          PATH: process.env.PATH,
          ...environment,
          REDIS_URL: proxy.url,
          PORT: String(port),
          INSTANCE_ID: instance,
        },
        graceMs: 10_000,
      },
      (line) => {
        if (line.startsWith('{')) logs.destination.write(`${line}\n`);
        else if (line !== '') process.stderr.write(`${instance}: ${line}\n`);
      },
    );
    return { service, instance, url: `http://127.0.0.1:${port}`, process: ownProcess, redis: proxy };
  }
  const many = (service: ServiceName, count: number, ports: readonly number[] = []) =>
    Promise.all(Array.from({ length: count }, (_, index) => enlist(service, index + 1, ports[index])));
  const telephonies = await many('telephony', telephonyPorts.length, telephonyPorts);
  const bridges = await many('ai-bridge', options.bridges ?? 2);
  const gateways = await many('frontend-gateway', options.gateways ?? 2);
  const members = [...telephonies, ...bridges, ...gateways];
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  const client = await connectCommands(redis.url, logger, 'test');

  async function restore(): Promise<void> {
    await redis.start();
    for (const { process: member, redis: proxy } of members) {
      proxy.restore();
      member.thaw();
      member.start();
    }
    await eventually(() => client.status === 'ready', 10_000);
    await eventually(
      async () => {
        const ready = await Promise.all(members.map(({ url }) => isReady(url)));
        const late = members.filter((_, place) => !ready[place]).map(({ instance }) => instance);
        if (late.length > 0) throw new Error(`not ready: ${late.join(', ')}`);
      },
      // A process on a busy machine takes long to start, and no test is about that.
      45_000,
      100,
    );
  }

  async function tidy(): Promise<void> {
    await restore();
    await dials.release();
    const url = gateways[0]?.url;
    if (url === undefined || (await client.zcard('live')) === 0) return;
    await resetAll(url, 15_000);
    await eventually(async () => (await client.zcard('live')) === 0, 15_000);
  }

  const dials = createHeldDials(client);
  let closing: Promise<void> | null = null;
  async function closeAll(): Promise<void> {
    await dials.close();
    client.disconnect();
    await Promise.all(members.map(({ process: member }) => member.kill()));
    await Promise.all(members.map(({ redis: proxy }) => proxy.close()));
    await balancer?.close();
    await carrier.close();
    await model.close();
    await redis.close();
  }
  const fleet: FaultFleet = {
    ...{
      redis,
      client,
      model,
      carrier,
      carrierSigner,
      gateways,
      telephonies,
      bridges,
      members,
      logs,
      behaviours,
      dials,
    },
    store: createSessionStore({ redis: client }),
    restore,
    tidy,
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
  try {
    await restore();
    return fleet;
  } catch (error) {
    await fleet.close();
    throw error;
  }
}
