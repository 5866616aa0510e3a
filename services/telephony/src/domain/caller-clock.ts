/** 20 ms of µ-law silence, as a frame's payload. */
export const silentFrame = Buffer.alloc(160, 0xff).toString('base64');
const frameMs = 20;
/** A gap this long is filled: the model's turn detection has no other clock than the frames. */
const gapMs = 60;
/** Beyond this the line is not jittery but gone; nothing is invented for longer. */
const mostFilledMs = 10_000;

/** Counts how many silent frames stand in for frames that did not come. Times in ms, of any one clock. */
export interface CallerClock {
  /** A frame came. */
  onFrame(atMs: number): void;
  /** How many silent frames to pass on now; call about every 20 ms. */
  takeSilence(atMs: number): number;
  /** How long nothing has come, in ms; 0 before the first frame. */
  silentForMs(atMs: number): number;
}

export function createCallerClock(): CallerClock {
  let coveredUntilMs: number | null = null;
  let lastFrameMs = 0;
  return {
    silentForMs: (atMs) => (coveredUntilMs === null ? 0 : atMs - lastFrameMs),
    onFrame(atMs) {
      lastFrameMs = atMs;
      // Frames come in bursts after a pause: what was filled in meanwhile is not filled in again.
      coveredUntilMs = Math.max(atMs, coveredUntilMs ?? 0);
    },
    takeSilence(atMs) {
      if (coveredUntilMs === null || atMs - coveredUntilMs < gapMs) return 0;
      if (atMs - lastFrameMs > mostFilledMs) return 0;
      const frames = Math.floor((atMs - coveredUntilMs) / frameMs);
      coveredUntilMs += frames * frameMs;
      return frames;
    },
  };
}
