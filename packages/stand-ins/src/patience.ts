/**
 * Less than a test with real services may take, so that one which waits in vain says what for, and not only that it took
 * too long; and more than a slow machine needs.
 */
const patienceMs = 55_000;

/** The same promise, which rejects with what was waited for when it takes too long. */
export async function patiently<T>(waiting: Promise<T>, what: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not within ${patienceMs} ms: ${what}`)), patienceMs);
  return Promise.race([waiting, late]).finally(() => clearTimeout(timer));
}
