import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session/session-store';
import { loadConfig } from '@ringback/shared/runtime/config';
import type { RunningService } from '@ringback/shared/runtime/run-service';
import type { CandidateBehaviour } from '@ringback/stand-ins/candidate/candidate-behaviour';
import { startRealtimeStandIn } from '@ringback/stand-ins/openai/realtime-server';
import type { RealtimeStandIn, RealtimeStandInOptions } from '@ringback/stand-ins/openai/realtime-stand-in';
import type { ResponsesStandIn } from '@ringback/stand-ins/openai/responses/responses-stand-in';
import { type Script, scriptedParts } from '@ringback/stand-ins/testing/scripted-parts';
import type { Signer } from '@ringback/stand-ins/twilio/signed-request';
import type { SoftPhone } from '@ringback/stand-ins/twilio/soft-phone/soft-phone';
import { startTwilioStandIn, type TwilioStandIn } from '@ringback/stand-ins/twilio/twilio-stand-in';
import { findFreePort } from '../../scripts/launcher/ports.ts';
import { bridgeConfigSchema } from '../../services/ai-bridge/src/config.ts';
import { engineKind } from '../../services/ai-bridge/src/engine.ts';
import { startBridge } from '../../services/ai-bridge/src/start-bridge.ts';
import { gatewayConfigSchema } from '../../services/frontend-gateway/src/config.ts';
import { startGateway } from '../../services/frontend-gateway/src/start-gateway.ts';
import { telephonyConfigSchema } from '../../services/telephony/src/config.ts';
import { startTelephony } from '../../services/telephony/src/start-telephony.ts';
import { startRoundRobin } from './gateway-fleet/round-robin.ts';
import { collectLogLines, type LogLines } from './log-lines.ts';
import { redisUrlOfEach } from './service-redis.ts';
import { limitsOff, testKeys } from './settings.ts';
import { connectTestClient } from './test-client.ts';
import { testRedisUrl } from './test-redis.ts';

export const pageOrigin = 'http://localhost:3000';
export const operatorToken = 'operator-token-for-tests';
const accountSid = `AC${'0'.repeat(31)}1`;
const authToken = '0123456789abcdef0123456789abcdef';
const publicUrl = 'https://ringback.test';

type Port = { port: number };

/** The whole product in this process: real sockets, a real Redis, scripted stand-ins. */
export interface Stack {
  readonly redisUrl: string;
  readonly redis: ScriptedRedis;
  readonly store: SessionStore;
  readonly model: RealtimeStandIn;
  readonly script: Script;
  /** Null unless asked for. */
  readonly carrier: TwilioStandIn | null;
  /** Signs requests as the carrier does, for what a test sends in its place. */
  readonly signer: Signer;
  readonly logs: LogLines;
  readonly gateways: readonly (RunningService & Port)[];
  readonly telephonies: readonly (RunningService & Port)[];
  readonly bridges: readonly (RunningService & Port)[];
  readonly gatewayUrl: string;
  readonly mediaUrl: string;
  /** Addresses of all services, for `/metrics`. */
  readonly serviceUrls: readonly string[];
  close(): Promise<void>;
}

export interface StackOptions {
  script?: Script;
  /** Default: the test run's own. */
  redisUrl?: string;
  model?: Partial<RealtimeStandInOptions>;
  /** Makes interview plans. Without it they are made by rules. */
  responses?: ResponsesStandIn;
  gateways?: number;
  bridges?: number;
  telephonies?: number;
  /** Carrier and browsers reach the telephonies through one address, which leads to one that takes work. */
  isBalanced?: boolean;
  /** How the called person behaves. Without it there is no carrier. */
  answer?: () => CandidateBehaviour;
  softPhone?: SoftPhone;
  /** How much of their real time the carrier's waits take. Default a tenth. */
  carrierTimeScale?: number;
  /** Model sessions are replaced after so long: less than the setting allows. */
  renewModelAfterMs?: number;
  env?: Record<string, string>;
}

/** Starts the product. Close it in `afterEach` or `afterAll`. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const script = options.script ?? { answers: [], heard: [], msPerWord: 60 };
  const redisUrl = options.redisUrl ?? (await testRedisUrl());
  const logs = collectLogLines();
  const model = await startRealtimeStandIn({
    parts: scriptedParts(script),
    ...(options.responses ? { otherRequests: options.responses.listener } : {}),
    ...options.model,
  });
  const redisUrls = await redisUrlOfEach(redisUrl);
  const base = {
    RINGBACK_MODE: 'local',
    PORT: '0',
    ALLOWED_ORIGINS: pageOrigin,
    ...testKeys,
    OPERATOR_TOKEN: operatorToken,
    MAX_LIVE_CALLS: '100',
    LOG_LEVEL: 'debug',
    DRAIN_LIMIT_MS: '0',
    ...limitsOff,
    OPENAI_REALTIME_URL: model.url,
    // Tests count the sessions of the model.
    MODEL_SPARE_SOCKETS: '0',
    ...(options.responses ? { OPENAI_BASE_URL: `http://127.0.0.1:${model.port}/v1` } : {}),
    PHONE_CALLS: options.answer ? 'stand_in' : 'off',
    ...options.env,
  };
  const many = async <T>(count: number, start: (index: number) => Promise<T>): Promise<T[]> => {
    const started: T[] = [];
    for (let index = 1; index <= count; index++) started.push(await start(index));
    return started;
  };
  const bridges = await many(options.bridges ?? 1, (index) => {
    const config = loadConfig(bridgeConfigSchema, {
      REDIS_URL: redisUrls['ai-bridge'],
      ...base,
      INSTANCE_ID: `bridge-${index}`,
    });
    const { renewModelAfterMs = config.MODEL_RENEW_AFTER_MINUTES * 60_000 } = options;
    const renewed = { ...config, MODEL_RENEW_AFTER_MINUTES: renewModelAfterMs / 60_000 };
    return startBridge(renewed, engineKind.createEngine(config), logs.destination);
  });
  // The carrier must know where telephony listens, and telephony where the carrier does.
  const telephonyPort = options.answer ? await findFreePort() : 0;
  const signer = { authToken, publicUrl: { from: publicUrl, to: `http://127.0.0.1:${telephonyPort}` } };
  const carrier = options.answer
    ? await startTwilioStandIn({
        accountSid,
        ...signer,
        answer: options.answer,
        ...(options.softPhone ? { softPhone: options.softPhone } : {}),
        timeScale: options.carrierTimeScale ?? 0.1,
        msPerCharacter: 2,
      })
    : null;
  const carrierEnv = carrier
    ? {
        TWILIO_ACCOUNT_SID: accountSid,
        TWILIO_AUTH_TOKEN: authToken,
        TWILIO_PHONE_NUMBER: '+15005550006',
        TWILIO_API_BASE_URL: carrier.url,
        PUBLIC_URL: publicUrl,
        DIAL_CALLS_PER_SECOND: options.env?.DIAL_CALLS_PER_SECOND ?? '10',
      }
    : {};
  const telephonies = await many(options.telephonies ?? 1, (index) =>
    startTelephony(
      loadConfig(telephonyConfigSchema, {
        REDIS_URL: redisUrls.telephony,
        ...base,
        ...carrierEnv,
        PORT: index === 1 ? String(telephonyPort) : '0',
        INSTANCE_ID: `telephony-${index}`,
      }),
      logs.destination,
    ),
  );
  const balancer = options.isBalanced
    ? await startRoundRobin(telephonies.map(({ port }) => ({ host: '127.0.0.1', port })))
    : null;
  if (balancer !== null) signer.publicUrl.to = balancer.url;
  const mediaOrigin = balancer?.url ?? `http://127.0.0.1:${telephonies[0]?.port}`;
  const mediaUrl = `${mediaOrigin.replace(/^http/, 'ws')}/browser/media`;
  const gateways = await many(options.gateways ?? 1, (index) =>
    startGateway(
      loadConfig(gatewayConfigSchema, {
        REDIS_URL: redisUrls['frontend-gateway'],
        ...base,
        INSTANCE_ID: `gateway-${index}`,
        NEXT_PUBLIC_MEDIA_URL: mediaUrl,
      }),
      { logDestination: logs.destination },
    ),
  );
  const redis = await connectTestClient(redisUrl);
  const services = [...gateways, ...telephonies, ...bridges];
  let closing: Promise<void> | null = null;

  async function closeAll(): Promise<void> {
    for (const service of services) {
      await service.drain();
      await service.close();
    }
    await balancer?.close();
    await carrier?.close();
    await model.close();
    redis.disconnect();
  }

  return {
    redisUrl,
    redis,
    store: createSessionStore({ redis }),
    model,
    script,
    carrier,
    signer,
    logs,
    gateways,
    telephonies,
    bridges,
    gatewayUrl: `http://127.0.0.1:${gateways[0]?.port}`,
    mediaUrl,
    serviceUrls: services.map(({ port }) => `http://127.0.0.1:${port}`),
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
