import type { Report } from '@ringback/shared/contract/report';
import { compareValues } from '@ringback/shared/report/figure-words';

/** One of a candidate's interviews, with its report where that was read. */
export interface Attempt {
  sessionId: string;
  configuredAt: number;
  kind: string;
  persona: string;
  patience: string;
  report: Report;
}

/** An attempt's report as far as it is compared. */
type Judged = Pick<Attempt, 'kind' | 'report'>;

const isJudged = ({ report }: Judged): boolean => report.dimensions.some(({ level }) => level !== null);

/** What levels depend on besides the person: only those that share it are compared. */
function measureOf({ kind, report }: Judged): string {
  const { judge, models, rubricHash, promptVersion, seniority } = report.madeBy;
  return JSON.stringify([
    kind,
    report.interviewMode,
    rubricHash,
    judge,
    models.judge,
    promptVersion,
    seniority?.level,
  ]);
}

/** With hints and several tries people answer differently: nothing of a study session is compared with an exam. */
export const isSameMode = (one: Judged, other: Judged): boolean =>
  one.report.interviewMode === other.report.interviewMode;

type WhyNotComparable = 'no_levels' | 'kinds' | 'modes' | 'rubrics' | 'seniorities' | 'judges';

/** Why the levels of two attempts are not compared; null where they are. */
export function whyNotComparable(one: Judged, other: Judged): WhyNotComparable | null {
  if (!isJudged(one) || !isJudged(other)) return 'no_levels';
  if (one.kind !== other.kind) return 'kinds';
  if (!isSameMode(one, other)) return 'modes';
  if (one.report.madeBy.rubricHash !== other.report.madeBy.rubricHash) return 'rubrics';
  if (one.report.madeBy.seniority?.level !== other.report.madeBy.seniority?.level) return 'seniorities';
  return measureOf(one) === measureOf(other) ? null : 'judges';
}

export type Difference = 'none' | 'more' | 'less' | null;

/** A level that lies no further away than the samples of one of them lie apart is none. */
export function compareLevels(
  earlier: { level: number | null; spread: number | null },
  later: { level: number | null; spread: number | null },
): Difference {
  if (earlier.level === null || later.level === null) return null;
  const noise = Math.max(earlier.spread ?? 0, later.spread ?? 0);
  if (Math.abs(later.level - earlier.level) <= noise) return 'none';
  return later.level > earlier.level ? 'more' : 'less';
}

/** Figures that the pair explains more than the person. */
const ofThePair = ['time_to_first_word'];

/** How one figure of two attempts differs; null where it is not compared. */
export function compareFigure(name: string, earlier: Attempt, later: Attempt): Difference {
  if (!isSameMode(earlier, later)) return null;
  const isSamePair = earlier.persona === later.persona && earlier.patience === later.patience;
  if (ofThePair.includes(name) && !isSamePair) return null;
  const valueIn = ({ report }: Attempt) => report.figures.find((one) => one.name === name)?.value ?? null;
  return compareValues(valueIn(earlier), valueIn(later));
}

/** Fewer attempts show no direction. */
export const fewestForTrend = 3;

/** The attempts, oldest first, that are measured as the newest one with levels is. */
export function toComparable(attempts: readonly Attempt[]): Attempt[] {
  const inTime = attempts.filter(isJudged).toSorted((one, other) => one.configuredAt - other.configuredAt);
  const newest = inTime.at(-1);
  return newest === undefined ? [] : inTime.filter((one) => measureOf(one) === measureOf(newest));
}

/** A line through three attempts and more; null where there are fewer, or where some have no overall level. */
export function toTrend(attempts: readonly Attempt[]): { at: number; overall: number }[] | null {
  const points = toComparable(attempts).flatMap(({ configuredAt, report }) =>
    report.overall === null ? [] : [{ at: configuredAt, overall: report.overall }],
  );
  return points.length < fewestForTrend ? null : points;
}
