/**
 * `npm run bench -- commit [--rounds 9] [--commits 400] [--sessions 50]`: what it costs to put one sentence on a
 * session's record, next to the four commands that one would send by hand, by turns in one run.
 *
 * Ours does all of it: decides on the record, checks the events against the schema, refuses what is late, fenced or
 * repeated, writes record, log and operation in one script and publishes it, and follows the log meanwhile. p50 is of one
 * session whose facts come one after the other. The rate is of many sessions at once. CPU is that of this process and of
 * Redis. Ratios are of the two in one round, and the median of all rounds.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { startTestRedis } from '../support/test-redis.ts';
import { type Committer, createFourCommands } from './commit-parts/committer.ts';
import { createRingbackCommits } from './commit-parts/ringback-commits.ts';
import { redisCpuUs } from './fan-out-parts/redis-cpu.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    commits: { type: 'string', default: '400' },
    sessions: { type: 'string', default: '50' },
  },
});
const rounds = Number(values.rounds);
const commits = Number(values.commits);
const sessions = Number(values.sessions);

interface Figures {
  p50Us: number;
  perSecond: number;
  cpuUs: number;
  redisUs: number;
}

const median = (unsorted: readonly number[]) =>
  unsorted.toSorted((one, other) => one - other)[Math.floor(unsorted.length / 2)] ?? 0;

async function takeP50Us(committer: Committer): Promise<number> {
  const session = await committer.open();
  const took: number[] = [];
  for (let number = 0; number < commits; number += 1) {
    const from = performance.now();
    await session.write(number);
    took.push((performance.now() - from) * 1000);
  }
  session.close();
  return median(took);
}

async function measure(committer: Committer, redis: Redis): Promise<Figures> {
  const p50Us = await takeP50Us(committer);
  const open = await Promise.all(Array.from({ length: sessions }, () => committer.open()));
  const each = Math.ceil((commits * 5) / sessions);
  const cpuBefore = process.cpuUsage();
  const redisBefore = await redisCpuUs(redis);
  const from = performance.now();
  await Promise.all(
    open.map(async ({ write }) => {
      for (let number = 0; number < each; number += 1) await write(number);
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const redisUs = (await redisCpuUs(redis)) - redisBefore;
  for (const { close } of open) close();
  const all = each * sessions;
  return { p50Us, perSecond: all / seconds, cpuUs: (cpu.user + cpu.system) / all, redisUs: redisUs / all };
}

const server = await startTestRedis();
const redis = new Redis(server.url);
const committers = [await createRingbackCommits(server.url), createFourCommands(redis)] as const;
const results: [Figures, Figures][] = [];
try {
  for (const committer of committers) await measure(committer, redis);
  for (let round = 0; round < rounds; round += 1) {
    const [ours, four] = committers;
    // Who is first changes, so that neither always has the warmer machine.
    if (round % 2 === 0) results.push([await measure(ours, redis), await measure(four, redis)]);
    else {
      const fourFigures = await measure(four, redis);
      results.push([await measure(ours, redis), fourFigures]);
    }
  }
} finally {
  for (const committer of committers) await committer.close();
  redis.disconnect();
  await server.stop();
}

const columns: [keyof Figures, string][] = [
  ['p50Us', 'p50 µs, one session'],
  ['perSecond', `commits/s, ${sessions} sessions`],
  ['cpuUs', 'CPU µs/commit'],
  ['redisUs', 'Redis CPU µs/commit'],
];
process.stdout.write(`\n${rounds} rounds by turns; load of the machine ${loadavg()[0]?.toFixed(1)}\n`);
for (const [name, title] of columns) {
  const ours = median(results.map(([figures]) => figures[name]));
  const four = median(results.map(([, figures]) => figures[name]));
  const ratio = median(results.map(([one, other]) => one[name] / other[name]));
  process.stdout.write(
    `${title.padEnd(26)} Ringback ${ours.toFixed(0).padStart(6)}   four commands ${four.toFixed(0).padStart(6)}   ${ratio.toFixed(2)} x\n`,
  );
}
