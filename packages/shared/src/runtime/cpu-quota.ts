import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Where Linux tells the quota of a container: version 2 of control groups, and version 1. */
const files = {
  unified: '/sys/fs/cgroup/cpu.max',
  quota: '/sys/fs/cgroup/cpu/cpu.cfs_quota_us',
  period: '/sys/fs/cgroup/cpu/cpu.cfs_period_us',
};

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    // Another system, or another version of control groups.
    return null;
  }
}

/**
 * The cores that a quota allows, from `cpu.max` ("50000 100000", or "max 100000" for no quota; Linux,
 * Documentation/admin-guide/cgroup-v2). Null: no quota.
 */
export function toQuotaCores(text: string | null): number | null {
  const [quota = Number.NaN, period = Number.NaN] = (text ?? '').split(' ').map(Number);
  return quota > 0 && period > 0 ? quota / period : null;
}

/** How many cores this process may use: those of the machine, or fewer by the quota of its container. */
export function readCores(): number {
  const quota =
    toQuotaCores(read(files.unified)) ?? toQuotaCores(`${read(files.quota)} ${read(files.period)}`);
  return Math.min(availableParallelism(), quota ?? Number.POSITIVE_INFINITY);
}
