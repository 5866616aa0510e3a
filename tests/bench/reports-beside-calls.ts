/**
 * `npm run bench -- reports-beside-calls [--calls 20] [--reports 100] [--minutes 15] [--seconds 30]`: calls alone, and then
 * the same calls while so many reports of interviews of so many minutes are queued at once and made by the same ai-bridge.
 * Services are processes of their own, and so is the stand-in that judges; the callers and their model have a thread. The
 * reports take what the calls leave of this machine, so compare the two columns, and nothing with another run.
 * Fails when a frame is lost, a call breaks off or a report is not made.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { keys } from '@ringback/shared/redis/keys';
import { type BystanderFigures, startBystanders } from '../support/attacks/bystanders.ts';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, type FleetMember, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { newSession } from '../support/new-session.ts';
import { readCounter } from '../support/read-counter.ts';
import { exchangesOf, recordInterview } from '../support/report/recorded-interview.ts';
import { startJudgingRules } from './report-parts/judging-rules.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '20' },
    reports: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '15' },
    seconds: { type: 'string', default: '30' },
  },
});
const [callCount, reportCount] = [Number(values.calls), Number(values.reports)];
const exchanges = exchangesOf(Number(values.minutes));
const settledWithinMs = 30 * 60_000;

/** CPU time of a process since its start, all threads, in ms (Linux, Documentation/scheduler/sched-stats). */
function cpuMs({ process: { pid } }: FleetMember): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const onCoreNs = (thread: string) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  return threads.reduce((sum, thread) => sum + onCoreNs(thread), 0) / 1e6;
}

/** How late a service's event loop was so far: how often at most so much, by upper bounds in ms. */
async function readLateness({ url }: FleetMember): Promise<Map<number, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.matchAll(/^ringback_event_loop_late_seconds_bucket\{le="([\d.]+|\+Inf)".*\} (\d+)$/gm);
  return new Map(
    [...lines].map(([, bound, count]) => [1_000 * Number(bound?.replace('+Inf', 'Infinity')), Number(count)]),
  );
}

/** The bound below which this share of what was counted in between lies. */
function toQuantile(
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
  share: number,
): number {
  const counts = [...after].map(([bound, count]) => ({ bound, count: count - (before.get(bound) ?? 0) }));
  const all = counts.at(-1)?.count ?? 0;
  return counts.find(({ count }) => count >= all * share)?.bound ?? Number.NaN;
}

interface Phase {
  fromMs: number;
  toMs: number;
  /** Of each service, in ms a second. */
  cpu: number[];
  loop: { p50: number; p99: number };
}

/** What the services take while something happens. */
async function during(services: readonly FleetMember[], work: () => Promise<unknown>): Promise<Phase> {
  const [bridge] = services;
  if (bridge === undefined) throw new Error('there is no bridge');
  const lateBefore = await readLateness(bridge);
  const [fromMs, before] = [Date.now(), services.map(cpuMs)];
  await work();
  const toMs = Date.now();
  const cpu = services.map(
    (service, place) => (cpuMs(service) - (before[place] ?? 0)) / ((toMs - fromMs) / 1_000),
  );
  const lateAfter = await readLateness(bridge);
  const late = (share: number) => toQuantile(lateBefore, lateAfter, share);
  return { fromMs, toMs, cpu, loop: { p50: late(0.5), p99: late(0.99) } };
}

/** Sessions whose interview is over, all at once. Resolves when each of their reports is settled. */
async function makeReports({ store, client }: FaultFleet): Promise<string[]> {
  const ids = await Promise.all(
    Array.from({ length: reportCount }, async () => {
      const id = await newSession(store);
      await recordInterview(store, id, ...exchanges);
      return id;
    }),
  );
  await eventually(async () => (await client.zcard(keys.pendingReports)) === 0, settledWithinMs, 100);
  const reports = await Promise.all(ids.map(async (id) => (await store.read(id))?.record.report));
  return reports.map((report) => `${report?.state} at attempt ${report?.attempt}`);
}

/** How long candidates waited for answers that they heard in this time, beyond the answers themselves; sorted, in ms. */
const waitsIn = ({ fromMs, toMs }: Phase, figures: readonly BystanderFigures[]) =>
  figures
    .flatMap(({ waits }) => waits.filter(({ heardAt }) => heardAt > fromMs && heardAt <= toMs))
    .map(({ waitMs }) => waitMs)
    .toSorted((one, other) => one - other);
const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const print = (what: string, ...cells: string[]) =>
  process.stdout.write(`${what.padEnd(44)}${cells.map((cell) => cell.padStart(16)).join('')}\n`);
const compare = (what: string, alone: number, beside: number) =>
  print(what, alone.toFixed(1), beside.toFixed(1), (beside / alone).toFixed(2));

/** Frames of the candidates that telephony never had. */
async function countLostFrames({ telephonies }: FaultFleet, sent: number): Promise<number> {
  const serviceUrls = telephonies.map(({ url }) => url);
  const lost = async () => {
    const counts = ['caller', 'early'].map((direction) =>
      readCounter({ serviceUrls }, 'media_frames_total', { direction }),
    );
    return (await Promise.all(counts)).reduce((left, count) => left - count, sent);
  };
  // The last frames are still on their way when the callers have hung up.
  await eventually(async () => (await lost()) === 0, 3_000).catch(() => {});
  return lost();
}

const bystanders = await startBystanders();
const rules = await startJudgingRules();
const fleet = await startFaultFleet({
  ...{ gateways: 1, bridges: 1 },
  env: {
    ...{ OPENAI_REALTIME_URL: bystanders.modelUrl, OPENAI_BASE_URL: rules.url, OPENAI_PLAN_MODEL: 'none' },
    // With a key there are three samples of each dimension.
    ...{ OPENAI_API_KEY: 'sk-local', LOG_LEVEL: 'warn' },
  },
});
const services = [...fleet.bridges, ...fleet.telephonies, ...fleet.gateways];
await bystanders.begin(fleet.gateways[0]?.url ?? '', callCount);
// What has just begun is not compared.
await wait(5_000);
const alone = await during(services, () => wait(Number(values.seconds) * 1_000));
let made: string[] = [];
const beside = await during(services, async () => {
  made = await makeReports(fleet);
});
const figures = await bystanders.stop();
const lost = await countLostFrames(
  fleet,
  figures.reduce((sum, { sent }) => sum + sent, 0),
);

const failures = figures.flatMap(({ failure }) => failure ?? []);
const unmade = made.filter((report) => report !== 'ready at attempt 1');
const seconds = (beside.toMs - beside.fromMs) / 1_000;
print(`${callCount} calls`, 'alone', `${reportCount} reports`, 'ratio');
const [before, after] = [waitsIn(alone, figures), waitsIn(beside, figures)];
print('answers heard', String(before.length), String(after.length));
for (const share of [0.5, 0.99])
  compare(`wait for an answer, p${share * 100} (ms)`, at(before, share), at(after, share));
compare('event loop of ai-bridge, delay p50 (ms)', alone.loop.p50, beside.loop.p50);
compare('event loop of ai-bridge, delay p99 (ms)', alone.loop.p99, beside.loop.p99);
services.forEach(({ service }, place) => {
  compare(`CPU of ${service} (ms a second)`, alone.cpu[place] ?? 0, beside.cpu[place] ?? 0);
});
process.stdout.write('\n');
print('frames of the candidates lost', String(lost));
print('calls that broke off', String(failures.length));
print(
  'longest stall of an answer (ms of audio)',
  Math.max(...figures.map(({ stallMs }) => stallMs)).toFixed(0),
);
print(`${reportCount} reports of ${values.minutes} minutes (s)`, seconds.toFixed(1));
print('reports not made at once', String(unmade.length));
for (const reason of new Set([...failures, ...unmade])) process.stdout.write(`  ${reason}\n`);
await fleet.close();
await rules.close();
await bystanders.close();
// Node 24 does not always end by itself after a thread was terminated: it spins while it cleans up.
process.exit(Math.abs(lost) + failures.length + unmade.length > 0 ? 1 : 0);
