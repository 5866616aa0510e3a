import type { Coached } from '../contract/coach-notes.ts';
import type { Report } from '../contract/report.ts';
import type { Dispute, SelfRating, SessionView } from '../contract/session-view.ts';
import type { ShownCost } from '../contract/shown-cost.ts';
import type { GivenFact, StrongerAnswer } from '../contract/stronger-answer.ts';

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
  /** The facts that the candidate has given, their words in the same order, and what was written from them. */
  givenFacts: readonly GivenFact[];
  factTexts: readonly string[];
  strongerAnswers: readonly StrongerAnswer[];
  /** What coaches have noted, and which topics they have suggested, as far as it is told to this reader. */
  coachNotes: Coached['notes'];
  topics: Coached['topics'];
}

/** A fact that was given for a question of this version, in the candidate's words, and the answer written from it. */
export interface ShownFact extends GivenFact {
  text: string;
  /** Null while there is none. */
  answer: StrongerAnswer | null;
}

/** The last fact that was given for a question of this version. Undefined: none was. */
export function factOf(document: ReportDocument, questionId: string): ShownFact | undefined {
  const { report, givenFacts, factTexts, strongerAnswers } = document;
  const index = givenFacts.findLastIndex(
    (given) => given.version === report.version && given.questionId === questionId,
  );
  const given = givenFacts[index];
  if (given === undefined) return undefined;
  const answer = strongerAnswers.find(({ factNumber }) => factNumber === index + 1) ?? null;
  return { ...given, text: factTexts[index] ?? '', answer };
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
