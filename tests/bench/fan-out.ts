/**
 * `npm run bench -- fan-out [--viewers 1000] [--seconds 10] [--rate 50] [--load NAME]`: what it costs to tell
 * browsers, next to socket.io with its Redis adapter, one after the other in one run on this machine. Fails when a
 * message is lost. Loads: changes, words, fast, many, few. The last one next to a plain pattern subscription.
 *
 * Both do the same: the same facts at the same times, one published message in Redis for each, JSON of the same size
 * to each viewer, a dead browser gone within 20 s. Ours does more for it, and that counts as its cost: each event is
 * committed to the session's log, checked against the schema and folded. Access rights, seats, the audit every 2 s and
 * a heartbeat for the page every 5 s run as in service. CPU is that of the server and of Redis. The publisher and the
 * browsers are in the bench's own process. Latency is from before the commit until the browser's callback, which with
 * a thousand viewers is mostly the crowd of them in one process.
 */
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { startTestRedis } from '../support/test-redis.ts';
import { type Load, measure, type Result } from './fan-out-parts/measure.ts';
import { startPattern } from './fan-out-parts/pattern.ts';
import { startRingback } from './fan-out-parts/ringback.ts';
import { startSocketIo } from './fan-out-parts/socket-io.ts';

const { values } = parseArgs({
  options: {
    viewers: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '10' },
    rate: { type: 'string', default: '50' },
    load: { type: 'string' },
  },
});
const viewers = Number(values.viewers);
const paced = { viewers, eventsPerSecond: Number(values.rate), seconds: Number(values.seconds) };
const loads: Record<string, Load> = {
  changes: {
    ...paced,
    title: `one session with ${viewers} viewers; changes of state, which go out at once`,
    sessions: 1,
    facts: ['change'],
    idleSeconds: 0,
  },
  words: {
    ...paced,
    title: `one session with ${viewers} viewers; words, which wait for each other for up to 33 ms (ours)`,
    sessions: 1,
    facts: ['words'],
    idleSeconds: 0,
  },
  fast: {
    ...paced,
    viewers: viewers / 2,
    eventsPerSecond: paced.eventsPerSecond * 2,
    title: `one session with ${viewers / 2} viewers; words as before, twice as fast`,
    sessions: 1,
    facts: ['words'],
    idleSeconds: 0,
  },
  many: {
    ...paced,
    title: `${viewers} sessions with one viewer each; a change of state, then words, by turns`,
    sessions: viewers,
    facts: ['change', 'words'],
    idleSeconds: 10,
  },
  few: {
    viewers: 20,
    eventsPerSecond: 250,
    // Each session is told of the same number of times.
    seconds: 8,
    title: '1000 sessions that talk, 20 of them with a viewer; CPU also for what has no viewer here',
    sessions: 1_000,
    facts: ['change', 'words'],
    idleSeconds: 0,
  },
};

const toMs = (latency: Result['latencies']['change']) =>
  latency === null ? '-' : `${latency.p50Ms.toFixed(1)} / ${latency.p99Ms.toFixed(1)}`;

function print({ title, eventsPerSecond, seconds }: Load, results: readonly Result[]): void {
  const peer = results.at(-1);
  const total = ({ cpuUs }: Result) => cpuUs.server + cpuUs.redis;
  const share = (value: number, of: number | undefined) =>
    of === undefined ? '-' : `${(value / of).toFixed(2)} x`;
  const rows = [
    [
      '',
      'deliveries',
      'lost',
      'CPU µs/delivery',
      '(server + Redis)',
      '',
      'changes p50 / p99 ms',
      'words p50 / p99 ms',
      'idle CPU ms/s',
      'bytes/idle socket',
      '',
    ],
    ...results.map((result) => [
      result.who,
      String(result.deliveries),
      String(result.lost),
      total(result).toFixed(1),
      `(${result.cpuUs.server.toFixed(1)} + ${result.cpuUs.redis.toFixed(1)})`,
      share(total(result), peer && total(peer)),
      toMs(result.latencies.change),
      toMs(result.latencies.words),
      result.idleMsPerSecond?.toFixed(1) ?? '-',
      String(Math.round(result.bytesPerIdleSocket)),
      share(result.bytesPerIdleSocket, peer?.bytesPerIdleSocket),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '));
  process.stdout.write(`\n${title}; ${eventsPerSecond} events/s in all, ${seconds} s\n${lines.join('\n')}\n`);
}

/** Each next to what does the same by another way. */
const peers: Record<string, typeof startSocketIo> = { few: startPattern };

const chosen = Object.entries(loads).filter(([name]) => values.load === undefined || values.load === name);
const server = await startTestRedis();
const redis = new Redis(server.url);
let lost = 0;
try {
  for (const [name, load] of chosen) {
    const results: Result[] = [];
    for (const start of [startRingback, peers[name] ?? startSocketIo]) {
      const contestant = await start(server.url);
      try {
        results.push(await measure(contestant, { redis, redisUrl: server.url }, load));
      } finally {
        await contestant.close();
      }
    }
    lost += results.reduce((sum, result) => sum + result.lost, 0);
    print(load, results);
  }
} finally {
  redis.disconnect();
  await server.stop();
}
process.exitCode = lost === 0 ? 0 : 1;
