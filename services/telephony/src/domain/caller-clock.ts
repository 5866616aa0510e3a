/** 20 ms of µ-law silence, as a frame's payload. */
export const silentFrame = Buffer.alloc(160, 0xff).toString('base64');
const frameMs = 20;
/** A gap this long is filled, because the model's turn detection has no clock but the frames. */
const gapMs = 60;
/** After this long the line is gone, not jittery, and nothing more is filled in. */
const mostFilledMs = 10_000;
/** How far the audio that is passed on may run ahead of real time. */
const mostAheadMs = 100;

/** Counts the silent frames that stand in for missing ones. Times in ms of any one clock. */
export interface CallerClock {
  /**
   * A frame arrived. False: it must not be passed on. If frames for which silence was filled in arrive after all, the
   * call's audio time would run ahead. Then quiet frames are left out instead, and never words.
   */
  onFrame(atMs: number, isQuiet: () => boolean): boolean;
  /** How many silent frames to pass on now. Call about every 20 ms. */
  takeSilence(atMs: number): number;
  /** How long nothing has arrived, in ms; 0 before the first frame. */
  silentForMs(atMs: number): number;
}

export function createCallerClock(): CallerClock {
  let coveredUntilMs: number | null = null;
  let lastFrameMs = 0;
  let firstFrameMs = 0;
  /** Audio passed on so far, and how much filled-in silence has not been made up for yet. */
  let passedMs = 0;
  let filledMs = 0;
  return {
    silentForMs: (atMs) => (coveredUntilMs === null ? 0 : atMs - lastFrameMs),
    onFrame(atMs, isQuiet) {
      lastFrameMs = atMs;
      if (coveredUntilMs === null) firstFrameMs = atMs;
      // After a pause frames arrive in bursts. A time that was filled in is not filled in again.
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
