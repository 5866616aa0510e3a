import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CandidateId } from '@ringback/shared/contract/ids';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { findFreePort } from '../../../scripts/launcher/ports.ts';
import { waitUntilReady } from '../../../scripts/launcher/wait-until-ready.ts';
import { ensureWebBuild, WEB_SERVER } from '../../../scripts/launcher/web-build.ts';
import { signalGroup, spawnTied } from '../../../scripts/process/tied-process.ts';
import {
  createCandidateCookie,
  newCandidateId,
} from '../../../services/frontend-gateway/src/http/candidate-cookie.ts';
import { type Chromium, openChromium } from '../chromium.ts';
import { type Gateways, startGateways } from '../gateways.ts';
import { openReporterParts } from '../report/reporter-parts.ts';
import { testKeys } from '../settings.ts';
import { testRedisUrl } from '../test-redis.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const startLimitMs = 90_000;

/**
 * The pages and their gateway, alone on an empty database: no service moves a session on, so each state stays for as long as it
 * is looked at. A test plays the other services through the store.
 */
export interface ShownProduct {
  readonly url: string;
  readonly gateways: Gateways;
  /** What a reporter has of the same Redis. */
  readonly parts: ServiceParts;
  /** A browser that is known as this candidate. */
  visitor(options?: BrowserContextOptions): Promise<{ context: BrowserContext; candidateId: CandidateId }>;
  close(): Promise<void>;
}

export async function startShownProduct(
  microphone: string,
  env: Record<string, string> = {},
): Promise<ShownProduct> {
  await ensureWebBuild({ root, node: process.execPath, say: () => {}, onLine: () => {} });
  const [webPort, gatewayPort] = [await findFreePort(), await findFreePort()];
  const url = `http://localhost:${webPort}`;
  const redisUrl = await testRedisUrl();
  const gateways = await startGateways({
    redisUrl,
    env: { PORT: String(gatewayPort), ALLOWED_ORIGINS: url, PHONE_CALLS: 'stand_in', ...env },
  });
  const web = spawnTied({
    name: 'web',
    command: process.execPath,
    args: [join(root, WEB_SERVER)],
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(webPort),
      HOST: '127.0.0.1',
      GATEWAY_PORT: String(gatewayPort),
      MODEL_MODE: 'local',
      PHONE_CALLS: 'stand_in',
    },
    graceMs: 5_000,
  });
  web.stdout?.resume();
  web.stderr?.resume();
  const chromium: Chromium = await openChromium(microphone);
  const cookies = createCandidateCookie([testKeys.COOKIE_SECRET], () => gatewayPort);
  await waitUntilReady(`http://127.0.0.1:${webPort}/health/ready`, { timeoutMs: startLimitMs });
  const parts = await openReporterParts(redisUrl);
  return {
    url,
    gateways,
    parts,
    async visitor(options) {
      const context = await chromium.visitor(options);
      const candidateId = newCandidateId();
      const [pair = ''] = cookies.write(candidateId, { secure: false }).split(';');
      const at = pair.indexOf('=');
      await context.addCookies([
        {
          name: pair.slice(0, at),
          value: pair.slice(at + 1),
          domain: 'localhost',
          path: '/',
          httpOnly: true,
        },
      ]);
      return { context, candidateId };
    },
    async close() {
      await chromium.close();
      const gone = once(web, 'close');
      signalGroup(web, 'SIGTERM');
      await gone;
      await parts.close();
      await gateways.close();
    },
  };
}
