/**
 * The loudspeaker at the far end of a media stream: one queue of audio and marks, played in real time.
 *
 * It has no clock of its own. The owner calls `tick` every 20 ms, and each tick starts the playback of one frame. The
 * marks behind a frame are due at the following tick, so a mark is never due before its audio was heard. Rules: Twilio
 * docs, "Media Streams – WebSocket Messages" (`media`, `mark`, `clear`) and error 31931 (buffer limit).
 */

/** µ-law silence. */
export const SILENCE = 0xff;
/** µ-law at 8 kHz: 8 bytes are one millisecond. */
export const BYTES_PER_MS = 8;
export const FRAME_MS = 20;
export const FRAME_BYTES = FRAME_MS * BYTES_PER_MS;

type Entry = { type: 'audio'; audio: Uint8Array; offset: number } | { type: 'mark'; name: string };

/** What one tick did. `audio` is shorter than a frame when the queue ran out in the middle of it. */
export interface Tick {
  audio: Uint8Array;
  dueMarks: string[];
}

export interface PlaybackBuffer {
  /** Waiting bytes, without the frame that is being played. */
  readonly waitingBytes: number;
  /** Adds audio. False when it would exceed the limit; then nothing of it is kept. */
  enqueue(audio: Uint8Array): boolean;
  /** Adds a mark behind the queued audio. True when nothing is playing, so that it is due at once. */
  mark(name: string): boolean;
  /** Drops the waiting audio. Returns every pending mark in order, although its audio was not heard. */
  clear(): string[];
  tick(): Tick;
}

/** @param limitMs how much audio may wait; Twilio keeps about 10 minutes. */
export function createPlaybackBuffer(limitMs = 600_000): PlaybackBuffer {
  let entries: Entry[] = [];
  let waitingBytes = 0;
  let isPlaying = false;
  let marksBehindFrame: string[] = [];

  function takeFrame(): Uint8Array {
    const frame = new Uint8Array(FRAME_BYTES);
    let filled = 0;
    let done = 0;
    for (const entry of entries) {
      if (entry.type === 'mark') {
        marksBehindFrame.push(entry.name);
        done += 1;
        continue;
      }
      if (filled === FRAME_BYTES) break;
      const taken = entry.audio.subarray(entry.offset, entry.offset + FRAME_BYTES - filled);
      frame.set(taken, filled);
      filled += taken.length;
      entry.offset += taken.length;
      if (entry.offset < entry.audio.length) break;
      done += 1;
    }
    entries.splice(0, done);
    waitingBytes -= filled;
    return frame.subarray(0, filled);
  }

  return {
    get waitingBytes() {
      return waitingBytes;
    },
    enqueue(audio) {
      if (waitingBytes + audio.length > limitMs * BYTES_PER_MS) return false;
      if (audio.length > 0) entries.push({ type: 'audio', audio, offset: 0 });
      waitingBytes += audio.length;
      return true;
    },
    mark(name) {
      if (entries.length > 0) entries.push({ type: 'mark', name });
      else if (isPlaying) marksBehindFrame.push(name);
      else return true;
      return false;
    },
    clear() {
      const pending = [
        ...marksBehindFrame,
        ...entries.flatMap((entry) => (entry.type === 'mark' ? [entry.name] : [])),
      ];
      entries = [];
      waitingBytes = 0;
      marksBehindFrame = [];
      isPlaying = false;
      return pending;
    },
    tick() {
      const dueMarks = marksBehindFrame;
      marksBehindFrame = [];
      const audio = takeFrame();
      isPlaying = audio.length > 0;
      return { audio, dueMarks };
    },
  };
}
