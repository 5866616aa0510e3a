import { fileURLToPath } from 'node:url';
import { connectCommands } from '@ringback/shared/redis/connect';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { findFreePort } from '../../../scripts/launcher/ports.ts';
import { eventually } from '../eventually.ts';
import { createOwnProcess, type OwnProcess } from '../faults/own-process.ts';
import { gatewayOperatorToken, gatewayPage } from '../gateways.ts';
import { announceIdleBridge } from '../idle-bridge.ts';
import { limitsOff, testKeys } from '../settings.ts';
import { testRedisUrl } from '../test-redis.ts';
import { type RoundRobin, startRoundRobin } from './round-robin.ts';

export interface FleetGateway {
  readonly url: string;
  readonly process: OwnProcess;
}

/** Gateways as processes of their own behind one proxy, on a real Redis. A test plays the other services. */
export interface GatewayFleet {
  readonly proxy: RoundRobin;
  readonly gateways: readonly FleetGateway[];
  readonly redisUrl: string;
  readonly redis: ScriptedRedis;
  readonly store: SessionStore;
  /** Lines of all gateways' logs. */
  readonly lines: readonly Record<string, unknown>[];
  /** Starts and thaws whatever needs it. Resolves when all take work. */
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
        ...testKeys,
        OPERATOR_TOKEN: gatewayOperatorToken,
        LOG_LEVEL: 'info',
        MAX_LIVE_CALLS: '1000',
        ...limitsOff,
        // A storm of pages meets these limits.
        UPGRADES_PER_SECOND: '100',
        NEW_CANDIDATES_PER_MINUTE: '300',
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
