/**
 * Shorter than the time limit of a test with real services, so that a test which waits in vain says what it waited
 * for, and not only that it took too long. Longer than a slow machine needs.
 */
const patienceMs = 55_000;

/** The same promise. After too long it rejects and names what was waited for. */
export async function patiently<T>(waiting: Promise<T>, what: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not within ${patienceMs} ms: ${what}`)), patienceMs);
  return Promise.race([waiting, late]).finally(() => clearTimeout(timer));
}
