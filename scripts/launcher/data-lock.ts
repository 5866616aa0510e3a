import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DataLock {
  /** Safe to call again. */
  release(): void;
}

/**
 * Keeps a second launcher off the data folder, because two Redis servers must not write one append-only file. A lock
 * left behind by a dead launcher is taken over.
 *
 * @throws Error naming the process that holds it
 */
export function lockDataFolder(dataDir: string): DataLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'launcher.pid');
  const holder = readHolder(file);
  if (holder !== undefined && isAlive(holder)) {
    throw new Error(
      `Ringback already runs on ${dataDir} (process ${holder}); stop it, or set DATA_DIR to another folder`,
    );
  }
  rmSync(file, { force: true });
  // 'wx' fails if another launcher has taken the lock since.
  writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
  let isHeld = true;
  return {
    release: () => {
      if (isHeld) rmSync(file, { force: true });
      isHeld = false;
    },
  };
}

function readHolder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
