/** 20 ms of µ-law silence, as a frame's payload. */
export const silentFrame = Buffer.alloc(160, 0xff).toString('base64');
const frameMs = 20;
/** A gap this long is filled: the model's turn detection has no other clock than the frames. */
const gapMs = 60;
/** Beyond this the line is not jittery but gone; nothing is invented for longer. */
const mostFilledMs = 10_000;
/** How far the audio that is passed on may be ahead of the time that has gone by. */
const mostAheadMs = 100;

/** Counts how many silent frames stand in for frames that did not come. Times in ms, of any one clock. */
export interface CallerClock {
  /**
   * A frame came; false when it is not to be passed on. What was filled in for frames that came late after all would
   * make the call's audio time run ahead: quiet frames are left out in their stead, words never.
   */
  onFrame(atMs: number, isQuiet: () => boolean): boolean;
  /** How many silent frames to pass on now; call about every 20 ms. */
  takeSilence(atMs: number): number;
  /** How long nothing has come, in ms; 0 before the first frame. */
  silentForMs(atMs: number): number;
}

export function createCallerClock(): CallerClock {
  let coveredUntilMs: number | null = null;
  let lastFrameMs = 0;
  let firstFrameMs = 0;
  /** Audio that was passed on, and how much of it was filled in and not made up for yet. */
  let passedMs = 0;
  let filledMs = 0;
  return {
    silentForMs: (atMs) => (coveredUntilMs === null ? 0 : atMs - lastFrameMs),
    onFrame(atMs, isQuiet) {
      lastFrameMs = atMs;
      if (coveredUntilMs === null) firstFrameMs = atMs;
      // Frames come in bursts after a pause: what was filled in meanwhile is not filled in again.
      coveredUntilMs = Math.max(atMs, coveredUntilMs ?? 0);
      const aheadMs = passedMs - (atMs - firstFrameMs);
      if (filledMs >= frameMs && aheadMs >= mostAheadMs && isQuiet()) {
        filledMs -= frameMs;
        return false;
      }
      passedMs += frameMs;
      return true;
    },
    takeSilence(atMs) {
      if (coveredUntilMs === null || atMs - coveredUntilMs < gapMs) return 0;
      if (atMs - lastFrameMs > mostFilledMs) return 0;
      const frames = Math.floor((atMs - coveredUntilMs) / frameMs);
      coveredUntilMs += frames * frameMs;
      filledMs += frames * frameMs;
      passedMs += frames * frameMs;
      return frames;
    },
  };
}
