/** Messages of ioredis when a command could not be sent, or its reply did not arrive in time. */
const unreachable =
  /^(Command timed out|Connection is closed|Stream isn't writeable|Socket timeout|Reached the max retries)/;

/**
 * Answers of a Redis that is up but does not serve: full, on a read-only side, starting, locked out. A command or key
 * that a service's user may not use (NOPERM) is a fault of ours: trying later does not help, and the next key may well
 * work.
 */
const unwilling = /^(OOM|MISCONF|READONLY|LOADING|NOAUTH|WRONGPASS|MASTERDOWN|BUSY|CLUSTERDOWN)\b/;

const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EHOSTUNREACH',
]);

/** Whether an error means that the session store does not serve at the moment, so that trying later may help. */
export function isStoreFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'MaxRetriesPerRequestError') return true;
  // A transaction that was not carried out. What was wrong stands beside it.
  if ('previousErrors' in error && Array.isArray(error.previousErrors))
    return error.previousErrors.some(isStoreFailure);
  if ('code' in error && typeof error.code === 'string' && systemCodes.has(error.code)) return true;
  return unreachable.test(error.message) || unwilling.test(error.message);
}
