export interface ReadyOptions {
  readonly timeoutMs: number;
  readonly pollMs?: number;
  /** Aborting ends the wait with the signal's reason. */
  readonly signal?: AbortSignal;
}

const REQUEST_LIMIT_MS = 2_000;

/**
 * Polls a readiness address until it answers 2xx.
 *
 * @returns how long that took, in ms
 * @throws Error with the last answer (or the last fault) when the time is over
 */
export async function waitUntilReady(
  url: string,
  { timeoutMs, pollMs = 200, signal }: ReadyOptions,
): Promise<number> {
  const startedAt = performance.now();
  let last = 'no answer';
  for (;;) {
    signal?.throwIfAborted();
    try {
      const limits = [AbortSignal.timeout(REQUEST_LIMIT_MS), ...(signal ? [signal] : [])];
      const response = await fetch(url, { signal: AbortSignal.any(limits) });
      const body = await response.text();
      if (response.ok) return Math.round(performance.now() - startedAt);
      last = `${response.status} ${body.slice(0, 500)}`;
    } catch (error) {
      signal?.throwIfAborted();
      last = describeFault(error);
    }
    if (performance.now() - startedAt > timeoutMs) {
      throw new Error(`${url} was not ready within ${timeoutMs / 1000} s: ${last}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** fetch says only "fetch failed". The reason is its cause. */
function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}
