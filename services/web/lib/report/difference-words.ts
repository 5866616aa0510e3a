import type { RatingDifference } from '@ringback/shared/report/report-document';

/** Levels come in halves. A difference below one could not be avoided by a rating in whole numbers. */
const leastDifference = 1;

/** How a self-rating compares with the report's level. */
export function toDifferenceWords(difference: number): string {
  if (Math.abs(difference) < leastDifference) return 'as the report';
  const size = Math.abs(difference);
  return difference > 0 ? `${size} above the report` : `${size} below the report`;
}

/** To see oneself as others do is a skill of its own. This is one sentence on how well the candidate does it. */
export function toRatingSkillWords(differences: readonly RatingDifference[]): string | null {
  if (differences.length === 0) return null;
  const hits = differences.filter(({ difference }) => Math.abs(difference) < leastDifference).length;
  const mean = differences.reduce((sum, { difference }) => sum + difference, 0) / differences.length;
  const leaning =
    Math.abs(mean) < leastDifference / 2
      ? 'neither above nor below on the whole'
      : `on the whole ${Math.abs(Math.round(mean * 10) / 10)} ${mean > 0 ? 'above' : 'below'} the report`;
  return `You rated ${hits} of ${differences.length} dimensions as the report does, ${leaning}.`;
}
