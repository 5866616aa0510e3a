import { gapFrame, payloadMs } from '@ringback/shared/contract/audio';
import type { CallerFrame } from '../domain/kept-frames.ts';

/** Joins frames of one caller to longer pieces, because what costs is the message and not its length. */
export interface CallerJoin {
  /** `mostMs`: the piece leaves as soon as it is this long. */
  add(frame: CallerFrame, mostMs: number): void;
  /** What waits leaves now. */
  flush(): void;
  /** What waits is forgotten. */
  drop(): void;
  /** How much waits, in ms. */
  readonly waitingMs: number;
}

export function createCallerJoin(pass: (frame: CallerFrame) => void): CallerJoin {
  let waiting: CallerFrame[] = [];
  let waitingMs = 0;

  function flush(): void {
    const [first, ...rest] = waiting;
    if (first === undefined) return;
    waiting = [];
    waitingMs = 0;
    pass(rest.length === 0 ? first : { timestampMs: first.timestampMs, payload: join([first, ...rest]) });
  }

  return {
    get waitingMs() {
      return waitingMs;
    },
    flush,
    drop() {
      waiting = [];
      waitingMs = 0;
    },
    add(frame, mostMs) {
      // A gap of the line is known by its exact frame.
      if (frame.payload === gapFrame) {
        flush();
        pass(frame);
        return;
      }
      waiting.push(frame);
      waitingMs += payloadMs(frame.payload);
      if (waitingMs >= mostMs) flush();
    },
  };
}

function join(frames: readonly CallerFrame[]): string {
  return Buffer.concat(frames.map(({ payload }) => Buffer.from(payload, 'base64'))).toString('base64');
}
