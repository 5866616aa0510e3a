/** How often a process that dies by itself is restarted, and how long to wait before each try. */
export interface RestartPolicy {
  readonly delaysMs: readonly number[];
  /** Deaths longer ago than this are forgiven. */
  readonly windowMs: number;
  /** After one of these exit codes a restart would only fail again. */
  readonly finalCodes?: readonly number[];
}

/** A service with an unusable configuration exits with code 2. */
export const RESTART_POLICY: RestartPolicy = {
  delaysMs: [500, 2_000, 5_000],
  windowMs: 120_000,
  finalCodes: [2],
};

export const NEVER_RESTART: RestartPolicy = { delaysMs: [], windowMs: 0 };

/**
 * The wait before the next start, or undefined when it died too often.
 *
 * @param diedAt the times (ms) of all deaths, the newest last
 * @param code the exit code of the last one. Null when it was a signal
 */
export function nextRestartDelay(
  policy: RestartPolicy,
  diedAt: readonly number[],
  code: number | null = null,
): number | undefined {
  if (code !== null && policy.finalCodes?.includes(code)) return undefined;
  const now = diedAt.at(-1) ?? 0;
  const recent = diedAt.filter((at) => now - at < policy.windowMs).length;
  return policy.delaysMs[recent - 1];
}
