/** Above this a browser is behind. It is sent nothing more until it has read, and then the whole view. */
export const behindAboveBytes = 256 * 1024;
/** Above this the browser is not reading at all. */
const hopelessAboveBytes = 1024 * 1024;
const drainedBelowBytes = 32 * 1024;
const behindAtMostMs = 10_000;

/** `too_much` and `too_long`: the socket must be cut. */
export type Pressure = 'send' | 'hold' | 'catch_up' | 'too_much' | 'too_long';

/**
 * Judges a socket by what it has not taken yet. `behindSince` is null while it keeps up. `viewBytes`: the size of a
 * whole view that was sent and not read yet. A long one does not show that the browser has stopped reading. Times in
 * ms.
 */
export function judgePressure(socket: {
  unsentBytes: number;
  viewBytes: number;
  behindSince: number | null;
  now: number;
}): Pressure {
  const { unsentBytes, viewBytes, behindSince, now } = socket;
  if (unsentBytes > Math.max(hopelessAboveBytes, behindAboveBytes + viewBytes)) return 'too_much';
  if (behindSince === null) return unsentBytes > behindAboveBytes ? 'hold' : 'send';
  if (unsentBytes <= drainedBelowBytes) return 'catch_up';
  return now - behindSince > behindAtMostMs ? 'too_long' : 'hold';
}
