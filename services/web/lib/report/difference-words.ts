import type { RatingDifference } from '@ringback/shared/report/report-document';
import type { Format } from '../words/format.ts';
import type { MoreWords } from '../words/more-words.ts';

/** Levels come in halves. A difference below one could not be avoided by a rating in whole numbers. */
const leastDifference = 1;

interface Speech {
  words: MoreWords['report'];
  format: Format;
}

/** How a self-rating compares with the report's level. */
export function toDifferenceWords(difference: number, { words, format }: Speech): string {
  if (Math.abs(difference) < leastDifference) return words.asReport;
  const size = format.number(Math.abs(difference));
  return difference > 0 ? words.aboveReport(size) : words.belowReport(size);
}

/** To see oneself as others do is a skill of its own. This is one sentence on how well the candidate does it. */
export function toRatingSkillWords(
  differences: readonly RatingDifference[],
  { words, format }: Speech,
): string | null {
  if (differences.length === 0) return null;
  const hits = differences.filter(({ difference }) => Math.abs(difference) < leastDifference).length;
  const mean = differences.reduce((sum, { difference }) => sum + difference, 0) / differences.length;
  const size = format.number(Math.abs(Math.round(mean * 10) / 10));
  const leaning =
    Math.abs(mean) < leastDifference / 2
      ? words.noLeaning
      : mean > 0
        ? words.leaningAbove(size)
        : words.leaningBelow(size);
  return words.ratingSkill(hits, differences.length, leaning);
}
