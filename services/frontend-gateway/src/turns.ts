/** Lets callers through one after the other, so many a second. */
export interface Turns {
  /** Resolves when it is this one's turn; `full` at once when it would take too long, `gone` when it has left. */
  wait(hasLeft: () => boolean): Promise<'now' | 'full' | 'gone'>;
  /** Everybody who waits is told `full`; nobody waits any more. */
  close(): void;
}

interface Waiting {
  hasLeft: () => boolean;
  settle: (turn: 'now' | 'full' | 'gone') => void;
}

const stepMs = 50;

/** `perSecond` 0 lets everybody through. Whoever would wait longer than `mostMs` is refused instead. */
export function createTurns(perSecond: number, mostMs: number): Turns {
  const queue: Waiting[] = [];
  const perStep = (perSecond * stepMs) / 1000;
  /** Turns in hand; those of one step are saved up at most, so that a single caller never waits. */
  const mostInHand = Math.max(1, perStep);
  let inHand = mostInHand;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  function step(): void {
    inHand = Math.min(mostInHand, inHand + perStep);
    while (inHand >= 1) {
      const next = queue.shift();
      if (next === undefined) break;
      // Whoever has left costs no turn.
      if (next.hasLeft()) next.settle('gone');
      else {
        inHand -= 1;
        next.settle('now');
      }
    }
    if (queue.length > 0 || inHand < mostInHand) return;
    stop();
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
        timer ??= setInterval(step, stepMs);
        return Promise.resolve('now');
      }
      timer ??= setInterval(step, stepMs);
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
