/** Less than anyone reads; a session's events that come together cost one write for each viewer. */
const togetherMs = 30;

/** Frames for all viewers of a session: the first goes out at once, what follows closely goes out together. */
export interface FrameBatch {
  offer(frames: readonly Buffer[]): void;
  /** Sends what waits. */
  flush(): void;
  /** 1 while something waits. */
  readonly timers: number;
  /** Forgets what waits. */
  close(): void;
}

export function createFrameBatch(send: (frames: readonly Buffer[]) => void): FrameBatch {
  let waiting: Buffer[] = [];
  let timer: NodeJS.Timeout | null = null;
  let sentAt = Number.NEGATIVE_INFINITY;

  function stop(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function flush(): void {
    stop();
    if (waiting.length === 0) return;
    const frames = waiting;
    waiting = [];
    sentAt = performance.now();
    send(frames);
  }

  return {
    flush,
    offer(frames) {
      waiting.push(...frames);
      const leftMs = sentAt + togetherMs - performance.now();
      if (leftMs <= 0) flush();
      else timer ??= setTimeout(flush, leftMs);
    },
    get timers() {
      return timer === null ? 0 : 1;
    },
    close() {
      stop();
      waiting = [];
    },
  };
}
