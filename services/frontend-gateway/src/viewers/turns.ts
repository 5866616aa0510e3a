/** Lets callers through one after the other, so many a second. */
export interface Turns {
  /** Resolves when it is this one's turn; `full` at once when it would take too long, `gone` when it has left. */
  wait(hasLeft: () => boolean): Promise<'now' | 'full' | 'gone'>;
  /** All who wait are told `full`; later ones do not wait. */
  close(): void;
}

interface Waiting {
  hasLeft: () => boolean;
  settle: (turn: 'now' | 'full' | 'gone') => void;
}

const stepMs = 50;

/** `perSecond` 0 lets everybody through. A caller that would wait longer than `mostMs` is refused instead. */
export function createTurns(perSecond: number, mostMs: number): Turns {
  const queue: Waiting[] = [];
  /** Turns are saved up for a quarter of a second: a few never wait, and a late timer loses none. */
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
      // One who has left costs no turn.
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
