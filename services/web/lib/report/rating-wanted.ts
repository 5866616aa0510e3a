import type { ReportDocument } from '@ringback/shared/report/report-document';

/**
 * Whether the candidate is asked first how they see it themselves: only where there is a level to compare with, and once.
 */
export function isRatingWanted(
  { report, selfRating }: Pick<ReportDocument, 'report' | 'selfRating'>,
  isSkipped: boolean,
): boolean {
  return selfRating === null && !isSkipped && report.dimensions.some(({ level }) => level !== null);
}
