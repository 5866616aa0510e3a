import { BYTES_PER_MS } from './playback-buffer.ts';

/** Audio heard without a pause, and when it began, in ms since the stream started. */
export interface HeardSegment {
  startMs: number;
  audio: Uint8Array;
}

/** Everything that was really played on one stream. */
export interface HeardRecord {
  /** All bytes that were played, including those no longer kept. */
  readonly totalBytes: number;
  /** Bytes that were played but not kept, because the record was full. */
  readonly forgottenBytes: number;
  segments(): HeardSegment[];
  /** All kept audio, joined without the pauses. */
  audio(): Uint8Array;
}

/** @param limitMs how much audio is kept. Later audio is only counted. */
export function createHeardRecord(limitMs = 1_200_000): HeardRecord & {
  add(startMs: number, audio: Uint8Array): void;
} {
  const kept: { startMs: number; endMs: number; chunks: Uint8Array[] }[] = [];
  let totalBytes = 0;
  let keptBytes = 0;

  return {
    get totalBytes() {
      return totalBytes;
    },
    get forgottenBytes() {
      return totalBytes - keptBytes;
    },
    add(startMs, audio) {
      if (audio.length === 0) return;
      totalBytes += audio.length;
      if (keptBytes + audio.length > limitMs * BYTES_PER_MS) return;
      keptBytes += audio.length;
      const endMs = startMs + audio.length / BYTES_PER_MS;
      const last = kept.at(-1);
      if (last?.endMs === startMs) {
        last.chunks.push(audio);
        last.endMs = endMs;
      } else kept.push({ startMs, endMs, chunks: [audio] });
    },
    segments: () => kept.map(({ startMs, chunks }) => ({ startMs, audio: Buffer.concat(chunks) })),
    audio: () => Buffer.concat(kept.flatMap(({ chunks }) => chunks)),
  };
}
