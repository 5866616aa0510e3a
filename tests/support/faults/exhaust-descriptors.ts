import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { FleetMember } from './fault-fleet.ts';

const run = promisify(execFile);
/** How many descriptors it may still open before the test takes the rest. */
const spare = 4;

/** Whether a running process can be given another limit: `prlimit` of util-linux. */
export const canLimitDescriptors = process.platform === 'linux';

const limit = (pid: number, ...rest: string[]) => run('prlimit', ['--pid', String(pid), ...rest]);

/**
 * Finds the limit under which this few numbers are free. The limit applies to the number that a new descriptor gets,
 * the lowest free one.
 */
async function findLimit(pid: number): Promise<number> {
  const open = new Set((await readdir(`/proc/${pid}/fd`)).map(Number));
  let next = 0;
  for (let free = 0; free < spare; next++) if (!open.has(next)) free += 1;
  return next;
}

/**
 * Leaves a service no file descriptor: lowers its limit to what it has open and takes the rest with idle connections,
 * until it refuses one. Resolves to a function that gives everything back.
 */
export async function exhaustDescriptors({
  process: { pid },
  url,
}: FleetMember): Promise<() => Promise<void>> {
  if (pid === null) throw new Error('it does not run');
  const { stdout } = await limit(pid, '--nofile', '--noheadings', '--output=SOFT');
  const limitedTo = await findLimit(pid);
  const idle: Socket[] = [];
  const giveBack = async () => {
    for (const socket of idle) socket.destroy();
    await limit(pid, `--nofile=${stdout.trim()}:`);
  };
  try {
    await limit(pid, `--nofile=${limitedTo}:`);
    const { hostname, port } = new URL(url);
    const refused: Promise<unknown>[] = [];
    for (let more = 0; more < 2 * spare; more++) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      idle.push(socket);
      refused.push(once(socket.resume(), 'close'));
    }
    // Without a descriptor a connection is accepted and closed at once. An idle one stays for longer than this.
    await Promise.race([
      ...refused,
      wait(5_000).then(() => {
        throw new Error('no connection was refused');
      }),
    ]);
    return giveBack;
  } catch (error) {
    await giveBack();
    throw error;
  }
}
