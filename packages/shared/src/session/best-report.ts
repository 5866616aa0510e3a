import type { ReportStatus, SettledReport } from '../contract/report-status.ts';

const byWorth = ['ready', 'insufficient'];

/**
 * The settled version that says most: the newest that is ready, else the newest with figures alone, else the newest.
 * A later version that failed hides no earlier one. Undefined: none is settled.
 */
export function bestReport<T extends Pick<SettledReport, 'state'>>(versions: readonly T[]): T | undefined {
  const [best] = byWorth.flatMap((state) => versions.findLast((one) => one.state === state) ?? []);
  return best ?? versions.at(-1);
}

/** What a list of sessions tells: the best version that says anything, else where the newest stands. */
export function toListedReport({
  state,
  version,
  versions,
}: Pick<ReportStatus, 'state' | 'version' | 'versions'>): { state: string; version: number } {
  const best = bestReport(versions);
  return best !== undefined && byWorth.includes(best.state)
    ? { state: best.state, version: best.version }
    : { state, version };
}
