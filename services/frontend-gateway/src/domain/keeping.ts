import type { Keeping } from '@ringback/shared/contract/kept-parts';

/** The settings of how long things are kept, in days. */
export interface KeepingSettings {
  RETENTION_DAYS: number;
  TRANSCRIPT_RETENTION_DAYS?: number | undefined;
  REPORT_RETENTION_DAYS?: number | undefined;
  JOB_TEXT_RETENTION_DAYS?: number | undefined;
}

/** A part is kept as long as its session unless it is set otherwise, and a report as long as the words that it cites. */
export function toKeeping(given: KeepingSettings): Keeping {
  const { RETENTION_DAYS: session } = given;
  const transcript = given.TRANSCRIPT_RETENTION_DAYS ?? session;
  const report = given.REPORT_RETENTION_DAYS ?? transcript;
  return { session, transcript, report, job_texts: given.JOB_TEXT_RETENTION_DAYS ?? session };
}

/** The settings by which a part would outlive what it belongs to, each with what is wrong. */
export function findTooLong({ session, transcript, report, job_texts }: Keeping): {
  path: [keyof KeepingSettings];
  message: string;
}[] {
  const ofSession = { most: session, why: 'a part goes with its session (RETENTION_DAYS)' };
  const ofWords = { most: transcript, why: 'a report cites what was said (TRANSCRIPT_RETENTION_DAYS)' };
  const settings = [
    { setting: 'TRANSCRIPT_RETENTION_DAYS', days: transcript, ...ofSession },
    { setting: 'REPORT_RETENTION_DAYS', days: report, ...ofWords },
    { setting: 'JOB_TEXT_RETENTION_DAYS', days: job_texts, ...ofSession },
  ] as const;
  return settings
    .filter(({ days, most }) => days > most)
    .map(({ setting, days, most, why }) => ({
      path: [setting],
      message: `is ${days}, and may be ${most}: ${why}`,
    }));
}
