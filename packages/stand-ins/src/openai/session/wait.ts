import { setImmediate, setTimeout } from 'node:timers/promises';

/**
 * Waits, or stops waiting when the signal aborts. Returns whether the wait was complete. `Infinity` waits for the
 * signal alone, and 0 only lets other events run.
 */
export async function waitFor(durationMs: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  if (durationMs === Number.POSITIVE_INFINITY) {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    return false;
  }
  try {
    if (durationMs > 0) await setTimeout(durationMs, undefined, { signal });
    else await setImmediate(undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
