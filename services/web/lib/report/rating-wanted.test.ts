import { expect, it } from 'vitest';
import {
  insufficientReport,
  sampleReport,
} from '../../../../packages/shared/testing/report/sample-report.ts';
import { isRatingWanted } from './rating-wanted.ts';

it('asks how candidates see it themselves before levels are shown, once, and not who has skipped it', () => {
  const report = sampleReport();
  expect(isRatingWanted({ report, selfRating: null }, false)).toBe(true);
  expect(isRatingWanted({ report, selfRating: null }, true)).toBe(false);
  expect(isRatingWanted({ report, selfRating: { ratings: { substance: 3 }, sentence: '' } }, false)).toBe(
    false,
  );
});

it('asks nothing where there is no level to compare with', () => {
  expect(isRatingWanted({ report: insufficientReport(), selfRating: null }, false)).toBe(false);
  const report = sampleReport();
  const dimensions = report.dimensions.map((one) => ({ ...one, level: null }));
  expect(isRatingWanted({ report: { ...report, dimensions }, selfRating: null }, false)).toBe(false);
});
