/** Whether to run the part of the matrix that fits into a continuous integration run, or all of it. */
export const isPartial = process.env.FAULTS_CI === '1';

/** The moments to try: all of them, or the few named ones in a partial run. */
export function chooseMoments<T>(all: readonly T[], few: readonly NoInfer<T>[]): readonly T[] {
  return isPartial ? few : all;
}
