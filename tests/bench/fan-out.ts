/**
 * `npm run bench -- fan-out [--viewers 1000] [--seconds 10] [--rate 50]`: what it costs to tell browsers, next to
 * socket.io with its Redis adapter doing the same, both in one run on this machine. Fails when a message is lost.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { startTestRedis } from '../support/test-redis.ts';
import type { Contestant, PublisherTask } from './fan-out-parts/contestant.ts';
import { startRingback } from './fan-out-parts/ringback.ts';
import { startSocketIo } from './fan-out-parts/socket-io.ts';

const { values } = parseArgs({
  options: {
    viewers: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '10' },
    rate: { type: 'string', default: '50' },
  },
});
const viewers = Number(values.viewers);
const events = Number(values.seconds) * Number(values.rate);
const everyMs = 1000 / Number(values.rate);

interface Result {
  who: string;
  deliveries: number;
  lost: number;
  cpuUsPerDelivery: number;
  p50Ms: number;
  p99Ms: number;
  bytesPerIdleSocket: number;
}

const at = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;

/** Resolves when every event was sent. */
function publishAll(task: PublisherTask): Promise<void> {
  const worker = new Worker(new URL('./fan-out-parts/publisher.ts', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', () => {
      resolve();
      void worker.terminate();
    });
  });
}

async function measure(contestant: Contestant, redisUrl: string, sessions: number): Promise<Result> {
  const latencies: number[] = [];
  const names = await contestant.prepare(sessions);
  // What was made for the sessions themselves is not the sockets'.
  await wait(2_000);
  const heldBefore = await contestant.heldBytes();
  await contestant.openViewers(viewers, (sentAt) =>
    latencies.push(performance.timeOrigin + performance.now() - sentAt),
  );
  await wait(3_000);
  const heldAfter = await contestant.heldBytes();
  const cpuBefore = contestant.cpuUs();
  await publishAll({ kind: contestant.kind, redisUrl, sessions: names, events, everyMs });
  const expected = sessions === 1 ? events * viewers : events;
  for (let waited = 0; latencies.length < expected && waited < 50; waited += 1) await wait(100);
  const cpuUs = contestant.cpuUs() - cpuBefore;
  latencies.sort((one, other) => one - other);
  return {
    who: contestant.name,
    deliveries: latencies.length,
    lost: expected - latencies.length,
    cpuUsPerDelivery: cpuUs / latencies.length,
    p50Ms: at(latencies, 0.5),
    p99Ms: at(latencies, 0.99),
    bytesPerIdleSocket: (heldAfter - heldBefore) / viewers,
  };
}

function print(title: string, results: readonly Result[]): void {
  const rows = [
    ['', 'deliveries', 'lost', 'CPU µs/delivery', 'p50 ms', 'p99 ms', 'bytes/idle socket'],
    ...results.map((result) => [
      result.who,
      String(result.deliveries),
      String(result.lost),
      result.cpuUsPerDelivery.toFixed(1),
      result.p50Ms.toFixed(2),
      result.p99Ms.toFixed(2),
      String(Math.round(result.bytesPerIdleSocket)),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '));
  process.stdout.write(`\n${title}\n${lines.join('\n')}\n`);
}

const redis = await startTestRedis();
let lost = 0;
try {
  for (const sessions of [1, viewers]) {
    const results: Result[] = [];
    for (const start of [startRingback, startSocketIo]) {
      const contestant = await start(redis.url);
      try {
        results.push(await measure(contestant, redis.url, sessions));
      } finally {
        await contestant.close();
      }
    }
    lost += results.reduce((sum, result) => sum + result.lost, 0);
    const what =
      sessions === 1 ? `one session with ${viewers} viewers` : `${viewers} sessions with one viewer each`;
    print(`${what}, ${values.rate} events/s in all, ${values.seconds} s`, results);
  }
} finally {
  await redis.stop();
}
process.exitCode = lost === 0 ? 0 : 1;
