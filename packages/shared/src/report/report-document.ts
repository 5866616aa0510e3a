import type { Report } from '../contract/report.ts';
import type { Dispute, SelfRating, SessionView } from '../contract/session-view.ts';
import type { ShownCost } from '../contract/shown-cost.ts';

/** A report with its interview and the candidate's own statements. A page shows it, an export writes it. */
export interface ReportDocument {
  report: Report;
  interview: Pick<
    SessionView,
    'sessionId' | 'jobConfiguration' | 'lengthMinutes' | 'activeAt' | 'endedAt' | 'endReason' | 'transcript'
  >;
  /** Null: it is not told to this reader. */
  cost: ShownCost | null;
  selfRating: SelfRating | null;
  disputes: readonly Dispute[];
}

/** The candidate's own rating less the report's level. Positive: the candidate rated higher. */
export interface RatingDifference {
  id: string;
  own: number;
  level: number;
  difference: number;
}

/** The differences for all dimensions that have both a self-rating and a level. */
export function toRatingDifferences({
  report,
  selfRating,
}: Pick<ReportDocument, 'report' | 'selfRating'>): RatingDifference[] {
  return report.dimensions.flatMap(({ id, level }) => {
    const own = selfRating?.ratings[id];
    return own === undefined || level === null ? [] : [{ id, own, level, difference: own - level }];
  });
}

/** The candidate's reason against a finding of this version. Undefined: there is none. */
export function disputeOf(
  { report, disputes }: Pick<ReportDocument, 'report' | 'disputes'>,
  findingId: string,
): string | undefined {
  return disputes.findLast((one) => one.version === report.version && one.findingId === findingId)?.reason;
}
