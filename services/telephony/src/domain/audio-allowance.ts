/**
 * How much audio a stream may bring: one and a half times as much as time passes, because clocks differ and networks
 * stutter, plus three seconds at once. Decides only. Times in ms of any one clock.
 */
const perMs = 1.5;
const burstMs = 3_000;
/** After a stall, ours or the network's, its frames arrive together. This much may be made good. */
const mostSilenceMs = 8_000;
/** How much may be dropped from a stream before it counts as an attack: it is then ten seconds ahead of its time. */
const mostExcessMs = 10_000 - burstMs;
/** A frame costs work however little audio it holds. Real ones hold 20 ms. */
const leastFrameMs = 10;

/** `drop`: the frame is too much. `close`: the stream has brought too much for too long. */
export type Admission = 'pass' | 'drop' | 'close';

export interface AudioAllowance {
  /** Asks for one frame that lasts `ms` and arrived `atMs`. */
  take(ms: number, atMs: number): Admission;
}

export function createAudioAllowance(): AudioAllowance {
  let allowedMs = burstMs;
  let excessMs = 0;
  let lastMs: number | null = null;

  return {
    take(ms, atMs) {
      const silenceMs = Math.max(0, atMs - (lastMs ?? atMs));
      lastMs = atMs;
      const mostMs = burstMs + Math.min(silenceMs, mostSilenceMs);
      // What a silence adds stays until it is used, since its frames arrive one by one.
      allowedMs = Math.max(allowedMs, Math.min(allowedMs + silenceMs * perMs, mostMs));
      excessMs = Math.max(0, excessMs - silenceMs * perMs);
      const costMs = Math.max(ms, leastFrameMs);
      if (costMs <= allowedMs) {
        allowedMs -= costMs;
        return 'pass';
      }
      excessMs += costMs;
      return excessMs > mostExcessMs ? 'close' : 'drop';
    },
  };
}
