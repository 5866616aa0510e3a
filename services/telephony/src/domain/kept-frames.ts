import { payloadMs } from '@ringback/shared/contract/audio';

/** One frame of caller audio as it came. */
export interface CallerFrame {
  timestampMs: number;
  payload: string;
}

/** The beginning of a longer answer is dropped. */
const mostMs = 2 * 60_000;
/** Two and a half minutes of usual frames. Audio in very small frames is cut sooner. */
const mostBytes = 2 * 1024 * 1024;
/** What a frame costs besides its payload. */
const frameOverheadBytes = 64;
/** Frames are cut in batches: shifting one by one would cost time on every frame of a long answer. */
const slackMs = 10_000;

const bytesOf = ({ payload }: CallerFrame) => payload.length + frameOverheadBytes;

/** The latest audio of the caller, bounded in time and in bytes. */
export interface KeptFrames {
  add(frame: CallerFrame): void;
  /** Drops everything except the last so many ms. */
  keepLast(ms: number): void;
  readonly frames: readonly CallerFrame[];
  /** How much is kept, in ms. */
  readonly ms: number;
  /** How much has ever arrived, in ms. */
  readonly clockMs: number;
}

export function createKeptFrames(): KeptFrames {
  let frames: CallerFrame[] = [];
  let ms = 0;
  let bytes = 0;
  let clockMs = 0;

  /** Keeps the newest frames that fit into both bounds. */
  function cut(withinMs: number, withinBytes: number): void {
    let from = frames.length;
    ms = bytes = 0;
    for (const frame of frames.toReversed()) {
      const lasts = payloadMs(frame.payload);
      // Frames stay whole: one that begins within the time is kept.
      if (ms >= withinMs || bytes + bytesOf(frame) > withinBytes) break;
      ms += lasts;
      bytes += bytesOf(frame);
      from -= 1;
    }
    frames = frames.slice(from);
  }

  return {
    add(frame) {
      const lasts = payloadMs(frame.payload);
      frames.push(frame);
      ms += lasts;
      clockMs += lasts;
      bytes += bytesOf(frame);
      if (ms > mostMs + slackMs || bytes > mostBytes) cut(mostMs, mostBytes * 0.9);
    },
    keepLast(wantedMs) {
      cut(wantedMs, mostBytes);
    },
    get frames() {
      return frames;
    },
    get ms() {
      return ms;
    },
    get clockMs() {
      return clockMs;
    },
  };
}
