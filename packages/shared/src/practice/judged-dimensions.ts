import { type DimensionId, dimensionIds, type Report } from '../contract/report.ts';

type Judged = Pick<Report, 'dimensions'>;

/** From this level on a dimension counts as done well. */
const strongFrom = 4;

const idOf = (id: string): DimensionId[] => dimensionIds.filter((known) => known === id);

/** What was done well: the dimensions of level 4 and more. */
export function strongDimensions({ dimensions }: Judged): DimensionId[] {
  return dimensions.flatMap(({ id, level }) => (level !== null && level >= strongFrom ? idOf(id) : []));
}

/**
 * The weak dimensions: the one with the lowest level, and each that lies no further above it than the samples of one of
 * the two lie apart, because such a difference is none. None if that is all of them, since then nothing is weaker than
 * the rest, or if fewer than two have a level.
 */
export function weakDimensions({ dimensions }: Judged): DimensionId[] {
  const judged = dimensions.flatMap(({ id, level, spread }) =>
    level === null ? [] : idOf(id).map((known) => ({ id: known, level, spread: spread ?? 0 })),
  );
  const [lowest] = judged.toSorted((one, other) => one.level - other.level);
  if (lowest === undefined) return [];
  const weak = judged.filter(({ level, spread }) => level - lowest.level <= Math.max(spread, lowest.spread));
  return weak.length === judged.length ? [] : weak.map(({ id }) => id);
}
