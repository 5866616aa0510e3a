import { describe, expect, it } from 'vitest';
import { dimensionIds } from '../../contract/report.ts';
import { canonicalHash } from '../../runtime/configuration-hash.ts';
import { rubric, rubricVersion } from './rubric.ts';

/** Of every version that there has been. A rubric that is changed is a new version: levels are compared by it. */
const hashes: Readonly<Record<string, string>> = {
  '1': 'fc935446738c14fe2b147e3abb34be2e9f608d17732141f5f9d5d809f6484990',
};

describe('the rubric', () => {
  it('has another version wherever one word of it is another', () => {
    expect(canonicalHash(rubric)).toBe(hashes[rubricVersion]);
  });

  it('has every dimension once, in the order in which they are shown', () => {
    expect(rubric.map(({ id }) => id)).toEqual(dimensionIds);
  });

  it.each(rubric)(
    'says of $id what 0, 1 and 2 are for three or four items, and no item twice',
    ({ checks }) => {
      expect([3, 4]).toContain(checks.length);
      expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
      for (const { text } of checks) expect(text).toMatch(/ 0: .+ 1: .+ 2: /);
    },
  );

  it.each(rubric)('judges neither voice nor feeling by $id', (dimension) => {
    const words = JSON.stringify({ ...dimension, definition: '' });
    expect(words).not.toMatch(/\b(?:accent|tone|nervous\w*|confiden\w+|fluen\w+|emotion\w*|enthusias\w+)\b/i);
  });
});
