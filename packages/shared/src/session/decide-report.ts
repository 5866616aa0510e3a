import {
  isReportPending,
  mostCorrections,
  mostDisputes,
  mostProgress,
  mostReportAttempts,
  mostReportVersions,
} from '../contract/report-status.ts';
import type { SessionRecord } from '../contract/session-record.ts';
import type { Fact } from './command.ts';
import type { Refusal } from './refusal.ts';

export type ReportFact = Extract<
  Fact,
  { type: `report.${string}` | 'self_rating.given' | 'transcript.corrected' | 'finding.disputed' }
>;

const illegalUnless = (isLegal: boolean): Refusal | null => (isLegal ? null : 'illegal');
const staleUnless = (isCurrent: boolean): Refusal | null => (isCurrent ? null : 'stale');

/** Whether an interview had begun. Without one there is nothing to report. */
export const hadInterview = ({ times }: Pick<SessionRecord, 'times'>): boolean => times.activeAt !== null;

/** The next version. Null: all versions are used up, or one is being made. */
export function nextReportVersion({ report, times }: Pick<SessionRecord, 'report' | 'times'>): number | null {
  if (!hadInterview({ times }) || isReportPending(report)) return null;
  return report.version < mostReportVersions ? report.version + 1 : null;
}

/** Why the record does not take a fact about the reports of a closed session. */
export function refusalByReport(record: SessionRecord, fact: ReportFact): Refusal | null {
  const { report } = record;
  if (!hadInterview(record)) return 'illegal';
  switch (fact.type) {
    case 'report.queued': {
      const next = nextReportVersion(record);
      return illegalUnless(next !== null) ?? staleUnless(fact.version === next);
    }
    case 'report.started':
      if (!isReportPending(report) || fact.version !== report.version) return 'stale';
      return (
        illegalUnless(fact.attempt <= mostReportAttempts) ?? staleUnless(fact.attempt === report.attempt + 1)
      );
    case 'report.progressed':
      if (report.state !== 'working' || fact.version !== report.version) return 'stale';
      return staleUnless(fact.attempt === report.attempt) ?? illegalUnless(report.told < mostProgress);
    case 'report.ready':
    case 'report.insufficient':
    case 'report.failed':
      // Two workers may have made the same version, one after the death of the other. The first to commit it counts.
      if (report.versions.some(({ version }) => version === fact.version)) return 'known';
      return staleUnless(isReportPending(report) && fact.version === report.version);
    case 'self_rating.given':
      return illegalUnless(!report.isSelfRated);
    case 'transcript.corrected':
      return illegalUnless(report.corrections < mostCorrections);
    case 'finding.disputed':
      if (report.disputes >= mostDisputes) return 'illegal';
      return staleUnless(report.versions.some(({ version }) => version === fact.version));
  }
}
