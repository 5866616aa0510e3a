import type { Phase } from '@ringback/shared/contract/lifecycle';
import type { CallAudio } from '../media/call-audio.ts';
import type { MediaLine } from '../media/media-line.ts';

const lookEveryMs = 100;
/** How long the move waits for a pause in the conversation. After that the call moves in the middle of a word. */
const mostPatienceMs = 4_000;

/** Chooses the moment at which a call is given to another instance. */
export interface CallMove {
  /** Starts looking for that moment. A call without audio stays until it has some. */
  atNextPause(): void;
  stop(): void;
  readonly timers: number;
}

export function createCallMove(options: {
  audio: Pick<CallAudio, 'line' | 'isQuiet'>;
  phase: () => Phase;
  give: (line: MediaLine) => Promise<void>;
}): CallMove {
  const { audio, phase, give } = options;
  let timer: NodeJS.Timeout | null = null;
  let waitedMs = 0;

  function stop(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }

  function look(): void {
    // A goodbye is over sooner here than another instance could say it.
    if (audio.line === null || phase() === 'ending') return;
    waitedMs += lookEveryMs;
    if (!audio.isQuiet && waitedMs < mostPatienceMs) return;
    stop();
    giveSoon(audio.line);
  }

  /** What waits in the line's socket since a standstill of ours is read first: it says how much was heard. */
  function giveSoon(line: MediaLine): void {
    setImmediate(() => void give(line));
  }

  return {
    stop,
    get timers() {
      return timer === null ? 0 : 1;
    },
    atNextPause() {
      if (timer !== null) return;
      waitedMs = 0;
      timer = setInterval(look, lookEveryMs);
    },
  };
}
