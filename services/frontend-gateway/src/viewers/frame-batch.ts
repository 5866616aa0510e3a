/** Faster than a person reads. Words of a session that arrive together cost one write for each viewer. */
const togetherMs = 33;

/** Frames for all viewers of a session. What arrives within 33 ms of the first goes out together. */
export interface FrameBatch {
  offer(frames: Buffer): void;
  /** Sends what waits. */
  flush(): void;
  /** Adds to what waits. False when nothing does. */
  join(frames: Buffer): boolean;
  /** 1 while something waits. */
  readonly timers: number;
  /** Drops what waits. */
  close(): void;
}

/** `send` gets everything that waited, in one buffer. */
export function createFrameBatch(send: (frames: Buffer) => void): FrameBatch {
  let waiting: Buffer[] = [];
  let timer: NodeJS.Timeout | null = null;

  function take(): Buffer[] {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const frames = waiting;
    waiting = [];
    return frames;
  }

  function flush(): void {
    const frames = take();
    const [only] = frames;
    if (only !== undefined) send(frames.length === 1 ? only : Buffer.concat(frames));
  }

  return {
    flush,
    offer(frames) {
      waiting.push(frames);
      timer ??= setTimeout(flush, togetherMs);
    },
    join(frames) {
      if (timer !== null) waiting.push(frames);
      return timer !== null;
    },
    get timers() {
      return timer === null ? 0 : 1;
    },
    close() {
      take();
    },
  };
}
