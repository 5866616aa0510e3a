import { gapFrame, payloadMs } from '@ringback/shared/contract/audio';
import { bytesPerMs, frameBytes } from '@ringback/shared/contract/media-stream';
import { silentFrame } from './caller-clock.ts';

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
/** Five seconds of usual frames have a block. */
const framesOfBlock = 256;

/** The latest audio of the caller, bounded in time and in bytes. */
export interface KeptFrames {
  add(frame: CallerFrame): void;
  /** Drops everything except the last so many ms. */
  keepLast(ms: number): void;
  readonly frames: readonly CallerFrame[];
  /** The last so many frames, or as many as there are. */
  latest(count: number): CallerFrame[];
  /** How much is kept, in ms. */
  readonly ms: number;
  /** How much has ever arrived, in ms. */
  readonly clockMs: number;
}

/** Frames that are known by what they are: their audio is not stored. */
const knownFrames = [null, silentFrame, gapFrame] as const;

/**
 * Some frames one after the other. Their audio is bytes outside the heap, and their index is numbers, so that a garbage
 * collection has nothing to copy however long the caller speaks.
 */
interface Block {
  /** The first frame that is still kept, and the place behind the last one. */
  from: number;
  to: number;
  /** Null until a frame comes that is not known. */
  audio: Buffer | null;
  used: number;
  readonly stampsMs: Float64Array;
  /** In bytes of audio. */
  readonly lengths: Uint32Array;
  readonly offsets: Uint32Array;
  /** A place in `knownFrames`. */
  readonly kinds: Uint8Array;
}

function createBlock(): Block {
  return {
    ...{ from: 0, to: 0, audio: null, used: 0 },
    stampsMs: new Float64Array(framesOfBlock),
    lengths: new Uint32Array(framesOfBlock),
    offsets: new Uint32Array(framesOfBlock),
    kinds: new Uint8Array(framesOfBlock),
  };
}

/** False when the block has no room for the frame. */
function addTo(block: Block, { timestampMs, payload }: CallerFrame): boolean {
  const { to, used } = block;
  if (to === framesOfBlock) return false;
  const kind = Math.max(0, knownFrames.indexOf(payload));
  const length = payloadMs(payload) * bytesPerMs;
  if (kind === 0) {
    block.audio ??= Buffer.allocUnsafeSlow(Math.max(framesOfBlock * frameBytes, length));
    if (used + length > block.audio.length) return false;
    block.audio.write(payload, used, 'base64');
    block.used += length;
  }
  block.stampsMs[to] = timestampMs;
  block.lengths[to] = length;
  block.offsets[to] = used;
  block.kinds[to] = kind;
  block.to += 1;
  return true;
}

function frameOf({ audio, stampsMs, lengths, offsets, kinds }: Block, place: number): CallerFrame {
  const start = offsets[place] ?? 0;
  const known = knownFrames[kinds[place] ?? 0];
  const payload = known ?? audio?.toString('base64', start, start + (lengths[place] ?? 0)) ?? '';
  return { timestampMs: stampsMs[place] ?? 0, payload };
}

/** As if it were kept as base64. */
const bytesOf = (length: number) => Math.ceil(length / 3) * 4 + frameOverheadBytes;

export function createKeptFrames(): KeptFrames {
  let blocks: Block[] = [];
  let count = 0;
  let ms = 0;
  let bytes = 0;
  let clockMs = 0;

  /** Keeps the newest frames that fit into both bounds. */
  function cut(withinMs: number, withinBytes: number): void {
    ms = bytes = count = 0;
    for (const [place, block] of [...blocks.entries()].reverse()) {
      for (let at = block.to - 1; at >= block.from; at -= 1) {
        const length = block.lengths[at] ?? 0;
        // Frames stay whole: one that begins within the time is kept.
        if (ms >= withinMs || bytes + bytesOf(length) > withinBytes) {
          block.from = at + 1;
          blocks = blocks.slice(at + 1 === block.to ? place + 1 : place);
          return;
        }
        ms += length / bytesPerMs;
        bytes += bytesOf(length);
        count += 1;
      }
    }
  }

  function latest(wanted: number): CallerFrame[] {
    const frames: CallerFrame[] = [];
    let passed = Math.max(0, count - wanted);
    for (const block of blocks) {
      const size = block.to - block.from;
      for (let at = block.from + passed; at < block.to; at += 1) frames.push(frameOf(block, at));
      passed = Math.max(0, passed - size);
    }
    return frames;
  }

  return {
    add(frame) {
      const last = blocks.at(-1);
      if (last === undefined || !addTo(last, frame)) {
        const block = createBlock();
        addTo(block, frame);
        blocks.push(block);
      }
      const lasts = payloadMs(frame.payload);
      count += 1;
      ms += lasts;
      clockMs += lasts;
      bytes += bytesOf(lasts * bytesPerMs);
      if (ms > mostMs + slackMs || bytes > mostBytes) cut(mostMs, mostBytes * 0.9);
    },
    keepLast(wantedMs) {
      cut(wantedMs, mostBytes);
    },
    latest,
    get frames() {
      return latest(count);
    },
    get ms() {
      return ms;
    },
    get clockMs() {
      return clockMs;
    },
  };
}
