import { bytesPerMs, frameBytes } from '@ringback/shared/contract/media-stream';
import { encodeMulaw, silenceByte } from './mulaw.ts';

/** One 20 ms frame of caller audio with its position in the stream. */
export interface CallerFrame {
  payload: Uint8Array;
  timestampMs: number;
}

export interface FramePacker {
  /** The frames that these samples (8 kHz, between -1 and 1) complete. All silence while muted. */
  pack(samples: Float32Array, isMuted: boolean): CallerFrame[];
}

/** Cuts caller audio into µ-law frames of 20 ms. What does not fill a frame waits for the next call. */
export function createFramePacker(): FramePacker {
  let frame = new Uint8Array(frameBytes);
  let filled = 0;
  let packed = 0;

  return {
    pack(samples, isMuted) {
      const bytes = isMuted ? new Uint8Array(samples.length).fill(silenceByte) : encodeMulaw(samples);
      const frames: CallerFrame[] = [];
      for (let at = 0; at < bytes.length; ) {
        const piece = bytes.subarray(at, at + frameBytes - filled);
        frame.set(piece, filled);
        filled += piece.length;
        at += piece.length;
        if (filled < frameBytes) break;
        frames.push({ payload: frame, timestampMs: (packed * frameBytes) / bytesPerMs });
        packed += 1;
        frame = new Uint8Array(frameBytes);
        filled = 0;
      }
      return frames;
    },
  };
}
