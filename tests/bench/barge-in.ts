/**
 * `npm run bench -- barge-in [--calls 20] [--seconds 20] [--rounds 3] [--against DIR]`: how long it takes from the model's
 * `speech_started` until the caller's line is told `clear`, next to a server of the shape of Twilio's sample, in interleaved
 * rounds. Callers interrupt the model a second after it has begun. Stale pieces were sent by the model before the
 * `clear` and came after it: ours goes on with what it held back when the sound was none that takes the floor. Fails
 * when a call of ours is lost.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { startTestRedis } from '../support/test-redis.ts';
import { type ContestantStart, startPeer, startRingback } from './media-parts/contestants.ts';
import { type MediaResult, measureCalls, quantile } from './media-parts/measure-calls.ts';
import { startModelSimulator } from './media-parts/model-simulator.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    against: { type: 'string' },
  },
});
const contestants: Readonly<Record<string, ContestantStart>> = {
  ringback: startRingback(),
  ...(values.against === undefined ? {} : { against: startRingback(values.against) }),
  sample: startPeer('sample-server.ts'),
};
const results: Record<string, MediaResult[]> = {};
const redis = await startTestRedis();
const client = new Redis(redis.url);
const model = await startModelSimulator();
try {
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const [name, start] of Object.entries(contestants)) {
      await client.flushdb();
      const contestant = await start({ modelUrl: model.url, redisUrl: redis.url });
      try {
        results[name] ??= [];
        results[name].push(
          await measureCalls(contestant, model, {
            ...{ mode: 'conversation', manner: 'interrupts', warmSeconds: 3 },
            ...{ calls: Number(values.calls), seconds: Number(values.seconds) },
          }),
        );
      } finally {
        await contestant.close();
      }
    }
  }
} finally {
  model.close();
  client.disconnect();
  await redis.stop();
}
for (const [name, rounds] of Object.entries(results)) {
  const clears = rounds.flatMap(({ clearMs }) => clearMs);
  const sum = (read: (result: MediaResult) => number) =>
    rounds.map(read).reduce((total, count) => total + count, 0);
  const times = [0.5, 0.99].map((share) => quantile(clears, share).toFixed(2)).join(' / ');
  process.stdout.write(
    `${name.padEnd(10)} ${String(clears.length).padStart(5)} clears  p50 / p99 ${times} ms  stale ${sum(({ staleFrames }) => staleFrames)}  lost calls ${sum(({ lostCalls }) => lostCalls)}\n`,
  );
}
process.stdout.write(
  `load of the machine ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')} on ${cpus().length} cores\n`,
);
process.exit((results.ringback ?? []).some(({ lostCalls }) => lostCalls > 0) ? 1 : 0);
