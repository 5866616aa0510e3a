/** Ranks from 1. Equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

/** Spearman's rank correlation, with shared ranks for ties. */
export function rankCorrelation(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [ranksOf(one), ranksOf(other)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const together = a.reduce((sum, rank, index) => sum + (rank - meanA) * ((b[index] ?? 0) - meanB), 0);
  const square = (ranks: readonly number[], middle: number) =>
    ranks.reduce((sum, rank) => sum + (rank - middle) ** 2, 0);
  return together / Math.sqrt(square(a, meanA) * square(b, meanB));
}
