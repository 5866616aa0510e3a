import { type Levels, levelsEveryMs, loudestLevel } from '@ringback/shared/contract/levels';

/** While no viewer watches the call, telephony asks this often whether one does. */
const askEveryMs = 2_000;
/** The loudest of every third frame says as much as that of all. */
const sampledFrames = 3;
/** More would come only after a stall. */
const mostSampled = 8;

/** How loud both sides of a call are, for the meters of those who watch. It costs next to nothing while no viewer does. */
export interface CallLevels {
  /** A frame of the candidate's. The frames are the clock: without a line there are no levels. */
  onFrame(payload: string): void;
}

export function createCallLevels(options: {
  /** What the candidate hears at this moment, base64 µ-law. Null: nothing. */
  atTheEar: () => string | null;
  /** Tells those who watch, and answers how many subscribe. */
  publish: (levels: Levels) => Promise<number>;
  /** They could not be told: Redis is away, or an older rule of it refuses them. Called once in a call. */
  onRefused: (error: unknown) => void;
  now?: () => number;
}): CallLevels {
  const { atTheEar, publish, onRefused, now = () => performance.now() } = options;
  let isWatched = false;
  let isTelling = false;
  let wasRefused = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let frames = 0;
  let sampled: string[] = [];

  function tell(): void {
    const ear = atTheEar();
    const levels = { candidate: loudestLevel(sampled), interviewer: ear === null ? 0 : loudestLevel([ear]) };
    sampled = [];
    isTelling = true;
    publish(levels)
      .catch((error) => {
        if (!wasRefused) onRefused(error);
        wasRefused = true;
        // Asked again later.
        return 0;
      })
      .then((receivers) => {
        isTelling = false;
        isWatched = receivers > 0;
      });
  }

  return {
    onFrame(payload) {
      frames += 1;
      if (isWatched && frames % sampledFrames === 0 && sampled.length < mostSampled) sampled.push(payload);
      // One at a time: whatever is slow is told less often.
      if (isTelling || now() - toldAt < (isWatched ? levelsEveryMs : askEveryMs)) return;
      toldAt = now();
      tell();
    },
  };
}
