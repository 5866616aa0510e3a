/**
 * `npm run bench -- media [--calls 100] [--seconds 10] [--rounds 3] [--mode echo] [--only ringback,sample] [--against DIR] [--json FILE] [--profile DIR]`:
 * what a call's audio costs, next to servers that do less, in interleaved rounds of one run on this machine. Compare
 * ratios, and nothing with another run.
 *
 * Callers (20 ms a frame, marks given back when their audio has played) and a simulated Realtime API are in the bench's
 * own process. CPU is that of the processes on the way of the audio, for each second of a call: telephony and ai-bridge
 * as they are deployed, everything switched on, through the browser's door. A peer has nothing but that way: `raw` cuts
 * strings, `json` parses and writes each message, `sample` has the shape of Twilio's one-file sample, and `split` is
 * two processes with one socket between them, like ours. `--against` adds the product of another checkout.
 * Modes: echo, conversation, silent; see media-parts/model-simulator.
 * `--profile DIR` writes CPU profiles of the services. Fails when a call of ours is lost.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { startTestRedis } from '../support/test-redis.ts';
import { type ContestantStart, startPeer, startRingback, startSplit } from './media-parts/contestants.ts';
import { type MediaLoad, type MediaResult, measureCalls, quantile } from './media-parts/measure-calls.ts';
import { type MediaMode, startModelSimulator } from './media-parts/model-simulator.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    mode: { type: 'string' },
    only: { type: 'string' },
    against: { type: 'string' },
    json: { type: 'string' },
    profile: { type: 'string' },
  },
});

if (values.profile !== undefined) process.env.PROFILE_TO = values.profile;

const modes: readonly MediaMode[] = ['echo', 'conversation', 'silent'];
const contestants: Readonly<Record<string, ContestantStart>> = {
  ringback: startRingback(),
  ...(values.against === undefined ? {} : { against: startRingback(values.against) }),
  raw: startPeer('raw-server.ts'),
  json: startPeer('json-server.ts'),
  sample: startPeer('sample-server.ts'),
  split: startSplit,
};
const chosen = Object.entries(contestants).filter(
  ([name]) => values.only === undefined || values.only.split(',').includes(name),
);

type Rounds = Readonly<Record<string, MediaResult[]>>;

const median = (numbers: readonly number[]) => quantile(numbers, 0.5);
const medianOf = (results: readonly MediaResult[], read: (result: MediaResult) => number) =>
  median(results.map(read));

/** The median over the rounds of what ours took for each that a peer took in the same round. */
function ratioTo(rounds: Rounds, peer: string): string {
  const ratios = (rounds.ringback ?? []).flatMap((ours, round) => {
    const theirs = rounds[peer]?.[round];
    return theirs === undefined ? [] : [ours.cpuMs / theirs.cpuMs];
  });
  return ratios.length === 0 ? '-' : median(ratios).toFixed(2);
}

function print({ mode, calls, seconds }: MediaLoad, rounds: Rounds): void {
  const rows = [
    [
      '',
      'CPU ms/call-s',
      'ours / it',
      'downlink p50, p99 ms',
      'uplink p50, p99 ms',
      'lost calls',
      'by process',
    ],
    ...Object.entries(rounds).map(([name, results]) => [
      name,
      medianOf(results, ({ cpuMs }) => cpuMs).toFixed(2),
      ratioTo(rounds, name),
      ...(['downlink', 'uplink'] as const).map((way) =>
        (['p50', 'p99'] as const)
          .map((at) => medianOf(results, (result) => result[way][at]).toFixed(1))
          .join(', '),
      ),
      String(results.reduce((sum, { lostCalls }) => sum + lostCalls, 0)),
      Object.keys(results[0]?.byProcess ?? {})
        .map((part) => `${part} ${medianOf(results, ({ byProcess }) => byProcess[part] ?? 0).toFixed(2)}`)
        .join(', '),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const all = Object.values(rounds).flat();
  const share = Math.max(...all.map(({ bench }) => bench.share));
  const late = Math.max(...all.map(({ bench }) => bench.lateP99Ms));
  process.stdout.write(
    `\n${mode}: ${calls} calls, ${seconds} s, ${values.rounds} rounds\n${lines.join('\n')}\n` +
      `the bench itself: at most ${(share * 100).toFixed(0)} % of a core, p99 of its own delay ${late.toFixed(1)} ms; ` +
      `load of the machine ${loadavg()
        .map((load) => load.toFixed(1))
        .join(' ')} on ${cpus().length} cores\n`,
  );
}

const redis = await startTestRedis();
const client = new Redis(redis.url);
const model = await startModelSimulator();
const told: { load: MediaLoad; rounds: Rounds }[] = [];
try {
  for (const mode of modes.filter((known) => values.mode === undefined || known === values.mode)) {
    const load: MediaLoad = {
      ...{ mode, manner: mode === 'conversation' ? 'answers' : 'silent', warmSeconds: 4 },
      ...{ calls: Number(values.calls), seconds: Number(values.seconds) },
    };
    const rounds = Object.fromEntries(chosen.map(([name]) => [name, [] as MediaResult[]]));
    for (let round = 0; round < Number(values.rounds); round += 1) {
      // Each begins a round as often as the others.
      const order = chosen.map((_, place) => chosen[(place + round) % chosen.length]);
      for (const each of order) {
        if (each === undefined) continue;
        const [name, start] = each;
        await client.flushdb();
        const contestant = await start({ modelUrl: model.url, redisUrl: redis.url });
        try {
          rounds[name]?.push(await measureCalls(contestant, model, load));
        } finally {
          await contestant.close();
        }
      }
    }
    told.push({ load, rounds });
    print(load, rounds);
  }
} finally {
  model.close();
  client.disconnect();
  await redis.stop();
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(told, null, 2)}\n`);
const lost = told
  .flatMap(({ rounds }) => rounds.ringback ?? [])
  .reduce((sum, { lostCalls }) => sum + lostCalls, 0);
process.exit(lost > 0 ? 1 : 0);
