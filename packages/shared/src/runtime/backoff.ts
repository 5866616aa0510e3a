/** Full jitter: a random wait below an exponentially growing ceiling. `attempt` counts from 1. */
export function toBackoffMs(
  attempt: number,
  { firstMs, mostMs, random = Math.random }: { firstMs: number; mostMs: number; random?: () => number },
): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  // Never zero: the wait is there to prevent a storm of immediate retries.
  return Math.max(firstMs / 2, random() * ceiling);
}
