import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createOwnProcess, type OwnProcess } from '../../support/faults/own-process.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Linux counts a process' time in hundredths of a second (USER_HZ, `man 5 proc`). */
const usPerTick = 10_000;

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
  kill(): Promise<void>;
}

export async function startMeasured(file: string, env: Record<string, string>): Promise<MeasuredProcess> {
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
  const args = ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(preload)}`, file];
  const spec = { name: file, command: process.execPath, args, cwd: root, graceMs: 10_000 };
  const own: OwnProcess = createOwnProcess({ ...spec, env: { PATH: process.env.PATH, ...env } }, onLine);
  own.start();
  const id = await pid;
  return {
    cpuUs() {
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * usPerTick;
    },
    heldBytes() {
      process.kill(id, 'SIGUSR2');
      return new Promise((resolve) => {
        tellHeld = resolve;
      });
    },
    kill: own.kill,
  };
}
