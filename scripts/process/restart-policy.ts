/** How often a process that dies by itself is started again, and how long to wait before each try. */
export interface RestartPolicy {
  readonly delaysMs: readonly number[];
  /** Deaths further back than this are forgiven. */
  readonly windowMs: number;
}

export const RESTART_POLICY: RestartPolicy = { delaysMs: [500, 2_000, 5_000], windowMs: 120_000 };

export const NEVER_RESTART: RestartPolicy = { delaysMs: [], windowMs: 0 };

/**
 * The wait before the next start, or undefined when it died too often.
 *
 * @param diedAt the times (ms) of all deaths, the newest last
 */
export function nextRestartDelay(policy: RestartPolicy, diedAt: readonly number[]): number | undefined {
  const now = diedAt.at(-1) ?? 0;
  const recent = diedAt.filter((at) => now - at < policy.windowMs).length;
  return policy.delaysMs[recent - 1];
}
