import { setTimeout as wait } from 'node:timers/promises';

/** One direction of a slow connection: each piece arrives later, and none overtakes another, as in TCP. */
export interface DelayLine {
  push(piece: Buffer, delayMs: number): void;
}

export function createDelayLine(write: (piece: Buffer) => void): DelayLine {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    push(piece, delayMs) {
      if (piece.length === 0) return;
      if (delayMs === 0 && waiting === 0) {
        write(piece);
        return;
      }
      waiting += 1;
      // After a shorter delay was set, a piece still does not overtake those that wait.
      last = Promise.all([last, wait(delayMs)]).then(() => {
        waiting -= 1;
        write(piece);
      });
    },
  };
}
