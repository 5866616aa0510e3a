import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createOwnProcess, type OwnProcess } from '../../support/faults/own-process.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Tells the pid, and at SIGUSR2 what is held after a collection. */
const preload = `
console.log(JSON.stringify({ pid: process.pid }));
process.on('SIGUSR2', () => {
  gc();
  gc();
  const { heapUsed, external } = process.memoryUsage();
  console.log(JSON.stringify({ held: heapUsed + external }));
});`;

/** A server process whose cost is read from /proc. */
export interface MeasuredProcess {
  /** CPU time since its start, user and system, in µs. */
  cpuUs(): number;
  /** Memory in use after a garbage collection, in bytes. */
  heldBytes(): Promise<number>;
  stop(): Promise<void>;
}

/** `cwd`: the checkout that it runs from. */
export async function startMeasured(
  file: string,
  env: Record<string, string>,
  cwd: string = root,
): Promise<MeasuredProcess> {
  const { promise: pid, resolve } = Promise.withResolvers<number>();
  let tellHeld = (_bytes: number) => {};
  // The first line that a server of this bench prints, or logs, carries its pid.
  const onLine = (line: string) => {
    const found = /"pid":(\d+)/.exec(line)?.[1];
    if (found !== undefined) return resolve(Number(found));
    const held = /^\{"held":(\d+)\}$/.exec(line)?.[1];
    if (held !== undefined) tellHeld(Number(held));
    else if (!line.startsWith('{')) process.stderr.write(`${file}: ${line}\n`);
  };
  const profile = process.env.PROFILE_TO ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE_TO}`] : [];
  const args = [
    ...profile,
    '--expose-gc',
    '--import',
    `data:text/javascript,${encodeURIComponent(preload)}`,
    file,
  ];
  const spec = { name: file, command: process.execPath, args, cwd, graceMs: 10_000 };
  const own: OwnProcess = createOwnProcess({ ...spec, env: { PATH: process.env.PATH, ...env } }, onLine);
  own.start();
  const id = await pid;
  return {
    cpuUs() {
      // The first figure of schedstat is the time on a core in ns (Linux, Documentation/scheduler/sched-stats).
      const threads = readdirSync(`/proc/${id}/task`);
      const onCore = (thread: string) =>
        Number(readFileSync(`/proc/${id}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
      return threads.reduce((sum, thread) => sum + onCore(thread), 0) / 1000;
    },
    heldBytes() {
      process.kill(id, 'SIGUSR2');
      return new Promise((resolve) => {
        tellHeld = resolve;
      });
    },
    stop: own.stop,
  };
}
