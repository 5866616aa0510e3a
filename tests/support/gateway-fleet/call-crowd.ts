import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { eventually } from '../eventually.ts';
import { createOwnProcess } from '../faults/own-process.ts';
import { gatewayPage } from '../gateways.ts';
import { readCounter } from '../read-counter.ts';
import { testKeys } from '../settings.ts';
import type { GatewayFleet } from './gateway-fleet.ts';

/** How one call went. `stallMs`: the longest time for which an answer stalled in the candidate's ear, in audio time. */
export interface CallFigures {
  exchanges: number;
  stallMs: number;
  /** Frames of the candidate's audio that were sent, and those that the line did not accept. */
  sent: number;
  dropped: number;
  violations: number;
}

export type CrowdOrder = { type: 'begin'; gatewayUrl: string; count: number } | { type: 'stop' };
export type CrowdReport =
  | { type: 'ready'; modelUrl: string }
  | { type: 'talking' }
  | { type: 'figures'; figures: CallFigures[] }
  | { type: 'failed'; reason: string };

/** Calls in progress beside what a test does to the gateways. Telephony and bridge are processes of their own. */
export interface CallCrowd {
  /** Resolves when all of them are talking. */
  begin(count: number): Promise<void>;
  /** Ends them. Resolves to how each went, and how many of their frames never reached telephony. */
  stop(): Promise<{ calls: readonly CallFigures[]; framesLost: number }>;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** `mediaPort` is the port that the gateways were told of. */
export async function startCallCrowd(
  fleet: GatewayFleet,
  { mediaPort, bridgePort }: { mediaPort: number; bridgePort: number },
): Promise<CallCrowd> {
  const worker = new Worker(new URL('./call-crowd-thread.ts', import.meta.url));
  const told = <T extends CrowdReport['type']>(type: T) =>
    new Promise<Extract<CrowdReport, { type: T }>>((resolve, reject) => {
      const onReport = (message: CrowdReport) => {
        if (message.type === 'failed') reject(new Error(message.reason));
        else if (message.type === type) resolve(message as Extract<CrowdReport, { type: T }>);
        else return;
        worker.off('message', onReport);
      };
      worker.on('message', onReport);
      worker.once('error', reject);
    });
  const order = (message: CrowdOrder) => worker.postMessage(message);
  const { modelUrl } = await told('ready');

  const services = [
    { name: 'telephony', port: mediaPort },
    { name: 'ai-bridge', port: bridgePort },
  ].map(({ name, port }) => {
    const spec = {
      name,
      command: process.execPath,
      args: [`services/${name}/src/main.ts`],
      cwd: root,
      graceMs: 10_000,
      env: {
        PATH: process.env.PATH,
        RINGBACK_MODE: 'local',
        REDIS_URL: fleet.redisUrl,
        PORT: String(port),
        INSTANCE_ID: `${name}-of-the-crowd`,
        ALLOWED_ORIGINS: gatewayPage,
        ...testKeys,
        OPENAI_REALTIME_URL: modelUrl,
        MAX_LIVE_CALLS: '1000',
        MAX_MEDIA_SOCKETS_PER_NETWORK: '0',
        LOG_LEVEL: 'warn',
        PHONE_CALLS: 'off',
      },
    };
    const own = createOwnProcess(spec, (line) => process.stderr.write(`${name}: ${line}\n`));
    own.start();
    return { own, url: `http://127.0.0.1:${port}` };
  });
  for (const { url } of services) {
    await eventually(async () => (await fetch(`${url}/health/ready`)).ok, 15_000, 100);
  }
  const telephony = { serviceUrls: services.slice(0, 1).map(({ url }) => url) };

  return {
    async begin(count) {
      const talking = told('talking');
      order({ type: 'begin', gatewayUrl: fleet.gateways[0]?.url ?? '', count });
      await talking;
    },
    async stop() {
      const stopped = told('figures');
      order({ type: 'stop' });
      const { figures: calls } = await stopped;
      const sent = calls.reduce((sum, call) => sum + call.sent, 0);
      // The last frames are still on their way when the callers have hung up.
      const framesLost = async () => {
        const counts = await Promise.all(
          ['caller', 'early'].map((direction) => readCounter(telephony, 'media_frames_total', { direction })),
        );
        return sent - counts.reduce((sum, count) => sum + count, 0);
      };
      await eventually(async () => (await framesLost()) === 0, 3_000).catch(() => {});
      return { calls, framesLost: await framesLost() };
    },
    async close() {
      await worker.terminate();
      for (const { own } of services) await own.kill();
    },
  };
}
