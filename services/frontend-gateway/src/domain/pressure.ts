/** Above this a browser is behind: it is sent nothing more until it has read, and then the whole view. */
export const behindAboveBytes = 256 * 1024;
/** Above this it is not reading at all. */
export const hopelessAboveBytes = 1024 * 1024;
const drainedBelowBytes = 32 * 1024;
const behindAtMostMs = 10_000;

type Verdict = 'send' | 'hold' | 'catch_up' | 'terminate';

/**
 * Judges a socket by what it has not yet taken; `behindSince` is null while it keeps up, `largestWrite` what was
 * sent at once, which may be a whole view. Times in ms.
 */
export function judgePressure(socket: {
  unsentBytes: number;
  largestWrite: number;
  behindSince: number | null;
  now: number;
}): Verdict {
  const { unsentBytes, largestWrite, behindSince, now } = socket;
  if (unsentBytes > Math.max(hopelessAboveBytes, behindAboveBytes + largestWrite)) return 'terminate';
  if (behindSince === null) return unsentBytes > behindAboveBytes ? 'hold' : 'send';
  if (unsentBytes <= drainedBelowBytes) return 'catch_up';
  return now - behindSince > behindAtMostMs ? 'terminate' : 'hold';
}
