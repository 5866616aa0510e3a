/** Lets callers through one after another, at a fixed rate a second. */
export interface Turns {
  /**
   * Resolves with `now` when it is the caller's turn, with `full` at once when that would take too long, and with
   * `gone` when the caller has left.
   */
  wait(hasLeft: () => boolean): Promise<'now' | 'full' | 'gone'>;
  /** Answers `full` to all who wait and to all who come later. */
  close(): void;
}

interface Waiting {
  hasLeft: () => boolean;
  settle: (turn: 'now' | 'full' | 'gone') => void;
}

const stepMs = 50;

/** `perSecond` 0 lets all callers through. A caller that would wait longer than `mostMs` is refused instead. */
export function createTurns(perSecond: number, mostMs: number): Turns {
  const queue: Waiting[] = [];
  /** Turns are saved up for a quarter of a second, so that a few callers never wait and a late timer loses no turn. */
  const mostInHand = Math.max(1, perSecond / 4);
  let inHand = mostInHand;
  let countedAt = performance.now();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  function step(): void {
    const now = performance.now();
    inHand = Math.min(mostInHand, inHand + ((now - countedAt) * perSecond) / 1000);
    countedAt = now;
    while (inHand >= 1) {
      const next = queue.shift();
      if (next === undefined) break;
      // A caller that has left costs no turn.
      if (next.hasLeft()) next.settle('gone');
      else {
        inHand -= 1;
        next.settle('now');
      }
    }
    if (queue.length > 0 || inHand < mostInHand) return;
    stop();
  }

  function begin(): void {
    if (timer !== null) return;
    countedAt = performance.now();
    timer = setInterval(step, stepMs);
  }

  function stop(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }

  return {
    wait(hasLeft) {
      if (perSecond === 0) return Promise.resolve('now');
      if (closed || queue.length >= (perSecond * mostMs) / 1000) return Promise.resolve('full');
      if (queue.length === 0 && inHand >= 1) {
        inHand -= 1;
        begin();
        return Promise.resolve('now');
      }
      begin();
      return new Promise((settle) => {
        queue.push({ hasLeft, settle });
      });
    },
    close() {
      closed = true;
      stop();
      for (const { settle } of queue.splice(0)) settle('full');
    },
  };
}
