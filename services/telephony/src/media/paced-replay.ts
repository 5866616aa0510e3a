import { payloadMs } from '@ringback/shared/contract/audio';
import type { CallerFrame } from '../domain/kept-frames.ts';

const everyMs = 20;
/** Twenty times as fast as it was spoken, so that many calls that resume together do not fill a link. */
const sliceMs = 400;

/** Sends the next bridge what the caller said while no bridge could listen, and queues live audio behind it. */
export interface PacedReplay {
  /** Starts again with this audio. The first slice goes at once. */
  begin(frames: readonly CallerFrame[]): void;
  /** Queues a live frame behind the waiting ones. */
  send(frame: CallerFrame): void;
  /** Sends the rest without waiting. */
  finish(): void;
  /** Drops what waits. */
  stop(): void;
  /** How much is not sent yet, in ms. */
  readonly waitingMs: number;
}

export function createPacedReplay(pass: (frame: CallerFrame) => void): PacedReplay {
  let waiting: CallerFrame[] = [];
  let waitingMs = 0;
  let timer: NodeJS.Timeout | null = null;

  function sendSlice(mostMs: number): void {
    let count = 0;
    for (let sentMs = 0; sentMs < mostMs; count++) {
      const frame = waiting[count];
      if (frame === undefined) break;
      const ms = payloadMs(frame.payload);
      sentMs += ms;
      waitingMs -= ms;
      pass(frame);
    }
    waiting = waiting.slice(count);
    if (waiting.length === 0) stop();
  }

  function stop(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
    waiting = [];
    waitingMs = 0;
  }

  return {
    begin(frames) {
      stop();
      waiting = [...frames];
      waitingMs = frames.reduce((sum, { payload }) => sum + payloadMs(payload), 0);
      timer = setInterval(() => sendSlice(sliceMs), everyMs);
      sendSlice(sliceMs);
    },
    send(frame) {
      if (timer === null) return pass(frame);
      waiting.push(frame);
      waitingMs += payloadMs(frame.payload);
    },
    finish: () => sendSlice(Number.POSITIVE_INFINITY),
    stop,
    get waitingMs() {
      return waitingMs;
    },
  };
}
