import { setTimeout as wait } from 'node:timers/promises';
import { findFreePort } from '../../../scripts/launcher/ports.ts';
import { visit } from '../../support/candidate-client.ts';
import { eventually } from '../../support/eventually.ts';
import { limitsOff, testKeys } from '../../support/settings.ts';
import { operatorToken, pageOrigin } from '../../support/stack.ts';
import { type MeasuredProcess, startMeasured } from '../fan-out-parts/measured-process.ts';
import type { CallTarget } from './callers.ts';

/** What carries the calls, in processes of its own. */
export interface Contestant {
  /** On the way of the audio, in the order in which a caller meets them. */
  readonly measured: readonly { name: string; process: MeasuredProcess }[];
  /** Where so many calls begin. */
  open(calls: number): Promise<CallTarget[]>;
  close(): Promise<void>;
}

export type ContestantStart = (given: { modelUrl: string; redisUrl: string }) => Promise<Contestant>;

const here = 'tests/bench/media-parts';

async function untilServed(url: string): Promise<void> {
  await eventually(async () => (await fetch(url)).ok, 20_000, 100);
}

function anonymous(url: string, calls: number): CallTarget[] {
  return Array.from({ length: calls }, () => ({ url, headers: {}, customParameters: {} }));
}

/** A peer of one process. */
export const startPeer =
  (file: string): ContestantStart =>
  async ({ modelUrl }) => {
    const port = await findFreePort();
    const peer = await startMeasured(`${here}/${file}`, { MODEL_URL: modelUrl, PORT: String(port) });
    await untilServed(`http://127.0.0.1:${port}`);
    return {
      measured: [{ name: 'server', process: peer }],
      open: async (calls) => anonymous(`ws://127.0.0.1:${port}`, calls),
      close: peer.stop,
    };
  };

export const startSplit: ContestantStart = async ({ modelUrl }) => {
  const [backPort, frontPort] = [await findFreePort(), await findFreePort()];
  const back = await startMeasured(`${here}/split-back-server.ts`, {
    MODEL_URL: modelUrl,
    PORT: String(backPort),
  });
  await untilServed(`http://127.0.0.1:${backPort}`);
  const env = { LINK_URL: `ws://127.0.0.1:${backPort}`, PORT: String(frontPort) };
  const front = await startMeasured(`${here}/split-front-server.ts`, env);
  await untilServed(`http://127.0.0.1:${frontPort}`);
  await wait(200);
  return {
    measured: [
      { name: 'front', process: front },
      { name: 'back', process: back },
    ],
    open: async (calls) => anonymous(`ws://127.0.0.1:${frontPort}`, calls),
    async close() {
      await front.stop();
      await back.stop();
    },
  };
};

/** The product as it is deployed, from this checkout or another one. The browser's door is used. */
export const startRingback =
  (root?: string, extra: Readonly<Record<string, string>> = {}): ContestantStart =>
  async ({ modelUrl, redisUrl }) => {
    const ports = [await findFreePort(), await findFreePort(), await findFreePort()] as const;
    const env = {
      RINGBACK_MODE: 'local',
      REDIS_URL: redisUrl,
      ALLOWED_ORIGINS: pageOrigin,
      ...testKeys,
      OPERATOR_TOKEN: operatorToken,
      LOG_LEVEL: 'warn',
      ...limitsOff,
      ...{ MAX_LIVE_CALLS: '2000', MAX_BRIDGE_SESSIONS: '2000', MAX_MEDIA_SOCKETS: '0' },
      ...{ DAILY_SPEND_LIMIT_USD: '1000000', PHONE_CALLS: 'off' },
      ...{ OPENAI_REALTIME_URL: modelUrl, OPENAI_PLAN_MODEL: 'none', DRAIN_LIMIT_MS: '0' },
      NEXT_PUBLIC_MEDIA_URL: `ws://127.0.0.1:${ports[0]}/browser/media`,
      ...extra,
    };
    const services = ['telephony', 'ai-bridge', 'frontend-gateway'] as const;
    const processes = await Promise.all(
      services.map((service, place) =>
        startMeasured(
          `services/${service}/src/main.ts`,
          { ...env, PORT: String(ports[place]), INSTANCE_ID: `${service}-1` },
          root,
        ),
      ),
    );
    for (const port of ports) await untilServed(`http://127.0.0.1:${port}/health/ready`);
    const candidate = await visit(`http://127.0.0.1:${ports[2]}`);

    async function openOne(): Promise<CallTarget> {
      const started = await candidate.start({
        jobConfiguration: { jobTitle: 'Baker', patience: 'patient', lengthMinutes: 30 },
      });
      if (!started.media) throw new Error('the session has no media');
      const customParameters = { token: started.media.token, echoCancellation: 'true', alive: 'true' };
      return { url: started.media.url, headers: { origin: pageOrigin }, customParameters };
    }
    return {
      measured: services.flatMap((name, place) => {
        const process = processes[place];
        return process === undefined || name === 'frontend-gateway' ? [] : [{ name, process }];
      }),
      async open(calls) {
        const targets: CallTarget[] = [];
        while (targets.length < calls) {
          const batch = Array.from({ length: Math.min(10, calls - targets.length) }, openOne);
          targets.push(...(await Promise.all(batch)));
        }
        return targets;
      },
      async close() {
        await Promise.all(processes.map((each) => each.stop()));
      },
    };
  };
