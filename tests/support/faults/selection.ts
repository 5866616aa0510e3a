/** Whether to run the part of the matrix that fits into a continuous integration run, or all of it. */
export const isPartial = process.env.FAULTS_CI === '1';

/**
 * The moments to try: all of them, or the few named ones in a partial run. Throws where none is named, in the
 * whole run too: a suite without a test fails the partial one.
 */
export function chooseMoments<T>(all: readonly T[], few: readonly NoInfer<T>[]): readonly T[] {
  if (few.length === 0) throw new Error('a partial run needs at least one moment');
  return isPartial ? few : all;
}
