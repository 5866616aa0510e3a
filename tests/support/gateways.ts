import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session/session-store';
import { loadConfig } from '@ringback/shared/runtime/config';
import { gatewayConfigSchema } from '../../services/frontend-gateway/src/config.ts';
import { type RunningGateway, startGateway } from '../../services/frontend-gateway/src/start-gateway.ts';
import { announceIdleBridge } from './idle-bridge.ts';
import { collectLogLines, type LogLines } from './log-lines.ts';
import { redisUrlOfEach } from './service-redis.ts';
import { limitsOff, testKeys } from './settings.ts';
import { connectTestClient } from './test-client.ts';
import { testRedisUrl } from './test-redis.ts';

export const gatewayPage = 'http://localhost:3000';
export const gatewayOperatorToken = 'operator-token-for-tests';

/** Gateways alone, on a real Redis. A test plays the other services through the store. */
export interface Gateways {
  readonly all: readonly RunningGateway[];
  readonly urls: readonly string[];
  readonly url: string;
  readonly logsUrl: string;
  readonly redis: ScriptedRedis;
  readonly store: SessionStore;
  readonly logs: LogLines;
  close(): Promise<void>;
}

/** Starts gateways on an empty database, or on `redisUrl` as it is. Close them in `afterEach` or `afterAll`. */
export async function startGateways(
  options: {
    count?: number;
    env?: Record<string, string>;
    /** For a single gateway, counted from 1. */
    envOf?: (index: number) => Record<string, string>;
    redisUrl?: string;
  } = {},
): Promise<Gateways> {
  const ownUrl = await testRedisUrl();
  const redisUrls = await redisUrlOfEach(ownUrl);
  const logs = collectLogLines();
  const all: RunningGateway[] = [];
  for (let index = 1; index <= (options.count ?? 1); index += 1) {
    const config = loadConfig(gatewayConfigSchema, {
      RINGBACK_MODE: 'local',
      REDIS_URL: options.redisUrl ?? redisUrls['frontend-gateway'],
      PORT: '0',
      ALLOWED_ORIGINS: gatewayPage,
      ...testKeys,
      OPERATOR_TOKEN: gatewayOperatorToken,
      MAX_LIVE_CALLS: '100',
      LOG_LEVEL: 'debug',
      INSTANCE_ID: `gateway-${index}`,
      ...limitsOff,
      ...options.env,
      ...options.envOf?.(index),
    });
    all.push(await startGateway(config, { logDestination: logs.destination }));
  }
  const redis = await connectTestClient(ownUrl);
  await announceIdleBridge(redis);
  const urls = all.map(({ port }) => `http://127.0.0.1:${port}`);
  return {
    all,
    urls,
    url: urls[0] ?? '',
    logsUrl: `${(urls[0] ?? '').replace(/^http/, 'ws')}/logs`,
    redis,
    store: createSessionStore({ redis }),
    logs,
    async close() {
      for (const gateway of all) await gateway.close();
      redis.disconnect();
    },
  };
}
