/**
 * How much audio a stream may bring: one and a half times as much as time passes, since clocks differ and lines
 * stutter, and three seconds at once. Decides only; times in ms, of any one clock.
 */
const perMs = 1.5;
const burstMs = 3_000;
/** Frames of a silence come together after it, ours or the network's: so much of it may be made good. */
const mostSilenceMs = 8_000;
/** What is dropped of a stream that goes on like this, until it counts as an attack: ten seconds ahead of its time. */
const mostExcessMs = 10_000 - burstMs;
/** A frame costs work however little audio it has; real ones have 20 ms. */
const leastFrameMs = 10;

/** `drop`: the frame is too much. `close`: so was all before it. */
export type Admission = 'pass' | 'drop' | 'close';

export interface AudioAllowance {
  /** Asks for one frame that lasts `ms` and has come `atMs`. */
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
      // What a silence has added stays until it is used: its frames come one by one.
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
