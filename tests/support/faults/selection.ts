/** A part of the matrix that fits the time of a continuous integration run, or all of it. */
export const isPartial = process.env.FAULTS_CI === '1';

/** The moments to try: all of them, or in a partial run the few that are named. */
export function chooseMoments<T>(all: readonly T[], few: readonly NoInfer<T>[]): readonly T[] {
  return isPartial ? few : all;
}
