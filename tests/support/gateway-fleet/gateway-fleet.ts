import { fileURLToPath } from 'node:url';
import { connectCommands } from '@ringback/shared/redis/connect';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { findFreePort } from '../../../scripts/launcher/ports.ts';
import { eventually } from '../eventually.ts';
import { createOwnProcess, type OwnProcess } from '../faults/own-process.ts';
import { gatewayOperatorToken, gatewayPage } from '../gateways.ts';
import { announceIdleBridge } from '../idle-bridge.ts';
import { testRedisUrl } from '../test-redis.ts';
import { type RoundRobin, startRoundRobin } from './round-robin.ts';

export interface FleetGateway {
  readonly url: string;
  readonly process: OwnProcess;
}

/** Gateways as processes of their own behind one proxy, on a real Redis; a test plays the other services. */
export interface GatewayFleet {
  readonly proxy: RoundRobin;
  readonly gateways: readonly FleetGateway[];
  readonly redisUrl: string;
  readonly redis: ScriptedRedis;
  readonly store: SessionStore;
  /** Lines of all gateways' logs. */
  readonly lines: readonly Record<string, unknown>[];
  /** Starts and thaws whatever is not as it should be; resolves when all take work. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** All at one port of different loopback addresses: the cookie's name carries the port, as behind a real proxy. */
export async function startGatewayFleet(
  count: number,
  env: Record<string, string> = {},
): Promise<GatewayFleet> {
  const redisUrl = await testRedisUrl();
  const port = await findFreePort();
  const lines: Record<string, unknown>[] = [];
  const backends = Array.from({ length: count }, (_, index) => ({ host: `127.0.0.${index + 2}`, port }));
  const gateways = backends.map(({ host }, index): FleetGateway => {
    const name = `gateway-${index + 1}`;
    const spec = {
      name,
      command: process.execPath,
      args: ['services/frontend-gateway/src/main.ts'],
      cwd: root,
      graceMs: 12_000,
      env: {
        PATH: process.env.PATH,
        RINGBACK_MODE: 'local',
        REDIS_URL: redisUrl,
        HOST: host,
        PORT: String(port),
        INSTANCE_ID: name,
        ALLOWED_ORIGINS: gatewayPage,
        COOKIE_SECRET: 'cookie-secret-for-tests',
        OPERATOR_TOKEN: gatewayOperatorToken,
        DATA_ENCRYPTION_KEY: 'data-encryption-key-for-tests',
        NUMBER_HASH_KEY: 'number-hash-key-for-tests',
        LINK_SECRET: 'link-secret-for-tests',
        LOG_LEVEL: 'info',
        MAX_LIVE_CALLS: '1000',
        LIVE_SESSIONS_PER_CANDIDATE: '0',
        CONFIGURATION_CHANGES_PER_MINUTE: '0',
        CONFIGURATION_CHANGES_PER_SESSION: '0',
        READS_PER_MINUTE: '0',
        SENT_MIB_PER_MINUTE: '0',
        LIVE_SESSIONS_PER_ADDRESS: '0',
        LIVE_SESSIONS_PER_NETWORK: '0',
        DAILY_SPEND_SHARE_PER_CANDIDATE: '0',
        DAILY_SPEND_SHARE_PER_ADDRESS: '0',
        DAILY_SPEND_SHARE_PER_NETWORK: '0',
        SESSION_STARTS_PER_10_MINUTES: '0',
        TICKETS_PER_MINUTE: '0',
        MAX_VIEWERS_PER_SESSION: '0',
        MAX_VIEWERS_PER_CANDIDATE: '0',
        UPGRADES_PER_MINUTE: '0',
        ...env,
      },
    };
    const onLine = (line: string) => {
      if (line.startsWith('{')) lines.push(JSON.parse(line) as Record<string, unknown>);
      else if (line !== '') process.stderr.write(`${name}: ${line}\n`);
    };
    return { url: `http://${host}:${port}`, process: createOwnProcess(spec, onLine) };
  });
  const silent = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  const redis = await connectCommands(redisUrl, silent, 'test');

  async function restore(): Promise<void> {
    for (const gateway of gateways) {
      gateway.process.thaw();
      gateway.process.start();
    }
    const isReady = async (url: string) =>
      (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(1_000) })).ok;
    for (const { url } of gateways) await eventually(() => isReady(url), 15_000, 100);
  }
  await announceIdleBridge(redis);
  await restore();
  const proxy = await startRoundRobin(backends);
  return {
    proxy,
    gateways,
    redisUrl,
    redis,
    store: createSessionStore({ redis }),
    lines,
    restore,
    async close() {
      await proxy.close();
      for (const { process: own } of gateways) await own.kill();
      redis.disconnect();
    },
  };
}
