/**
 * `npm run bench -- idle [--seconds 20]`: what the services take while there is no call and no viewer, in ms of CPU a second,
 * next to a Node process that serves HTTP and keeps a connection to Redis, in the same seconds.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startFaultFleet } from '../support/faults/fault-fleet.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' } } });
const seconds = Number(values.seconds);
/** Services have begun, and code that runs for the first time has run. */
const settleMs = 15_000;

/** CPU time of a process since its start, all threads, in ms (Linux, Documentation/scheduler/sched-stats). */
function cpuMs(pid: number): number {
  const onCoreNs = (thread: string) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + onCoreNs(thread), 0) / 1e6;
}

const bare = spawn(process.execPath, [
  '--input-type=module',
  '--eval',
  "import { createServer } from 'node:http'; createServer().listen(0, '127.0.0.1'); setInterval(() => {}, 1000);",
]);
const fleet = await startFaultFleet({ gateways: 1, bridges: 1 });
try {
  const watched = [
    ...fleet.members.map((member) => ({ who: member.service as string, pid: member.process.pid ?? 0 })),
    { who: 'a bare HTTP server', pid: bare.pid ?? 0 },
  ];
  await wait(settleMs);
  const before = watched.map(({ pid }) => cpuMs(pid));
  await wait(seconds * 1_000);
  const took = watched.map(({ pid }, place) => (cpuMs(pid) - (before[place] ?? 0)) / seconds);
  process.stdout.write(`\nCPU ms a second without calls; load of the machine ${loadavg()[0]?.toFixed(1)}\n`);
  for (const [place, { who }] of watched.entries())
    process.stdout.write(`${who.padEnd(22)}${took[place]?.toFixed(1).padStart(7)}\n`);
  const own = took.slice(0, -1).reduce((sum, part) => sum + part, 0);
  process.stdout.write(`${'services together'.padEnd(22)}${own.toFixed(1).padStart(7)}\n`);
} finally {
  bare.kill();
  await fleet.close();
}
