import { FRAME_MS } from './playback-buffer.ts';

export interface FrameClock {
  stop(): void;
}

/**
 * Calls `onFrame` once for every 20 ms that pass, without drift: a late timer is followed by the frames it missed.
 * After a gap of more than `maxCatchUpFrames` the rest of the gap is reported to `onGap` instead.
 */
export function startFrameClock(options: {
  onFrame: (frameNumber: number) => void;
  onGap: (frames: number) => void;
  maxCatchUpFrames?: number;
  now?: () => number;
}): FrameClock {
  const { onFrame, onGap, maxCatchUpFrames = 250, now = () => performance.now() } = options;
  const startedAt = now();
  let frameNumber = 0;
  let isStopped = false;
  let timer = setTimeout(run, FRAME_MS);

  function run(): void {
    const due = Math.floor((now() - startedAt) / FRAME_MS) - frameNumber;
    if (due > maxCatchUpFrames) {
      const skipped = due - maxCatchUpFrames;
      frameNumber += skipped;
      onGap(skipped);
    }
    for (let left = Math.min(due, maxCatchUpFrames); left > 0 && !isStopped; left -= 1) {
      onFrame(frameNumber);
      frameNumber += 1;
    }
    if (!isStopped) timer = setTimeout(run, Math.max(1, startedAt + (frameNumber + 1) * FRAME_MS - now()));
  }

  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
