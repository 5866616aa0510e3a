import { execFile } from 'node:child_process';
import { mkdtemp, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A disk in memory, so small that a test can fill it. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the space that is left. */
  fill(): Promise<void>;
  free(): Promise<void>;
  /** Takes the disk away with whatever is on it. */
  close(): Promise<void>;
}

/** Mounts a disk of this many megabytes. Returns a text with the reason when that is not permitted. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | string> {
  const folder = await mkdtemp(join(tmpdir(), 'ringback-faults-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  } catch (error) {
    await rmdir(folder);
    return `no disk of its own can be mounted: ${error instanceof Error ? error.message.trim() : error}`;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    async fill() {
      try {
        await writeFile(filler, Buffer.alloc((megabytes + 1) * 1024 * 1024));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
        throw error;
      }
      throw new Error('this disk takes more than it is large');
    },
    free: () => rm(filler, { force: true }),
    async close() {
      await run('umount', [folder]);
      await rmdir(folder);
    },
  };
}
