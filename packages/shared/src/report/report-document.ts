import type { Report } from '../contract/report.ts';
import type { SessionView } from '../contract/session-view.ts';

/** How a candidate rates themselves, by dimension, 1 to 5. */
export interface SelfRating {
  ratings: Readonly<Record<string, number>>;
  sentence: string;
}

/** A finding that the candidate holds to be unfair. */
export interface Dispute {
  version: number;
  findingId: string;
  reason: string;
}

/** A report with what belongs to it: its interview, and what the candidate says of it. A page shows it, an export writes it. */
export interface ReportDocument {
  report: Report;
  interview: Pick<
    SessionView,
    'sessionId' | 'jobConfiguration' | 'lengthMinutes' | 'activeAt' | 'endedAt' | 'endReason' | 'transcript'
  >;
  selfRating: SelfRating | null;
  disputes: readonly Dispute[];
}

/** The candidate's rating of themselves less the report's level; positive: rated higher than the report does. */
export interface RatingDifference {
  id: string;
  own: number;
  level: number;
  difference: number;
}

/** Where self-rating and report can be compared. */
export function toRatingDifferences({
  report,
  selfRating,
}: Pick<ReportDocument, 'report' | 'selfRating'>): RatingDifference[] {
  return report.dimensions.flatMap(({ id, level }) => {
    const own = selfRating?.ratings[id];
    return own === undefined || level === null ? [] : [{ id, own, level, difference: own - level }];
  });
}

/** The candidate's own reason against a finding of this version; undefined where there is none. */
export function disputeOf(
  { report, disputes }: Pick<ReportDocument, 'report' | 'disputes'>,
  findingId: string,
): string | undefined {
  return disputes.findLast((one) => one.version === report.version && one.findingId === findingId)?.reason;
}
