import { FRAME_BYTES, SILENCE } from './playback-buffer.ts';

const SILENT_FRAME = new Uint8Array(FRAME_BYTES).fill(SILENCE);

/** The caller's microphone: clips one after the other, silence in between. */
export interface CallerMicrophone {
  readonly isSpeaking: boolean;
  /** Queues a clip. True once its last frame was taken, false when it was cut or refused because the queue is full. */
  say(clip: Uint8Array): Promise<boolean>;
  /** Drops what was not yet said. */
  hush(): void;
  /** The next 20 ms. The last frame of a clip is filled up with silence. */
  takeFrame(): Uint8Array;
}

/** @param limitClips how many clips may wait. */
export function createCallerMicrophone(limitClips = 100): CallerMicrophone {
  let clips: { clip: Uint8Array; offset: number; settle: (isSaid: boolean) => void }[] = [];

  return {
    get isSpeaking() {
      return clips.length > 0;
    },
    say(clip) {
      if (clip.length === 0) return Promise.resolve(true);
      if (clips.length >= limitClips) return Promise.resolve(false);
      return new Promise((settle) => clips.push({ clip, offset: 0, settle }));
    },
    hush() {
      const cut = clips;
      clips = [];
      for (const { settle } of cut) settle(false);
    },
    takeFrame() {
      const current = clips[0];
      if (!current) return SILENT_FRAME;
      const taken = current.clip.subarray(current.offset, current.offset + FRAME_BYTES);
      current.offset += FRAME_BYTES;
      if (current.offset >= current.clip.length) {
        clips.shift();
        current.settle(true);
      }
      if (taken.length === FRAME_BYTES) return taken;
      const padded = Uint8Array.from(SILENT_FRAME);
      padded.set(taken);
      return padded;
    },
  };
}
