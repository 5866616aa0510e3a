import type { FindingMode, Report, ReportDimension, ReportFinding } from '../contract/report.ts';
import { toFindingMode } from './report-words.ts';

/** Judged findings come first, then things that went wrong, then mere observations. */
const modeRank: Readonly<Record<FindingMode, number>> = {
  level: 0,
  failed: 1,
  cannot_judge: 2,
  figure: 3,
  does_not_apply: 4,
};
/** Sorts behind every level. */
const noLevel = 6;

/** Dimensions with the lowest level first, and those without a level last. */
export function worstFirst(dimensions: readonly ReportDimension[]): ReportDimension[] {
  return dimensions.toSorted((one, other) => (one.level ?? noLevel) - (other.level ?? noLevel));
}

/** A report's findings, worst first: by mode, then by the level that each is about, then in the report's own order. */
export function orderFindings({
  findings,
  dimensions,
}: Pick<Report, 'findings' | 'dimensions'>): ReportFinding[] {
  const levels = new Map(dimensions.map(({ id, level }) => [id, level ?? noLevel]));
  const rank = ({ mode, about }: ReportFinding) =>
    modeRank[toFindingMode(mode)] * 10 + (levels.get(about) ?? noLevel);
  return findings.toSorted((one, other) => rank(one) - rank(other));
}
