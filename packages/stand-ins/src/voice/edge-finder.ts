import { FRAME_MS } from './frame-classifier.ts';
import type { SpeechEdge } from './types.ts';

export interface EdgeOptions {
  /** Shorter sounds (a cough, a click) are not a turn. */
  minimumSpeechMs?: number;
  /** Silence that ends a turn. A patient listener waits longer. */
  hangoverMs?: number;
}

/** Single frames are often wrong. It is speech when 5 of the last 8 frames are. */
const WINDOW_FRAMES = 8;
const SPEECH_FRAMES = 5;

/**
 * Finds where turns begin and end, from one verdict per 20 ms frame. Time is the number of frames seen. A beginning is
 * reported `minimumSpeechMs` after it happened, and an end `hangoverMs` after it, both with the time at which they
 * happened.
 */
export function createEdgeFinder(options: EdgeOptions = {}): (isSpeech: boolean) => SpeechEdge | undefined {
  const { minimumSpeechMs = 200, hangoverMs = 500 } = options;
  /** The verdicts of the last frames, the newest first. */
  let recent: boolean[] = [];
  let nowMs = 0;
  let state: { isReported: boolean; beganAtMs: number; endedAtMs: number } | undefined;

  return (isSpeech) => {
    nowMs += FRAME_MS;
    recent = [isSpeech, ...recent.slice(0, WINDOW_FRAMES - 1)];
    const isActive = recent.filter(Boolean).length >= SPEECH_FRAMES;

    if (state === undefined) {
      if (isActive) {
        const beganAtMs = nowMs - FRAME_MS * (recent.lastIndexOf(true) + 1);
        state = { isReported: false, beganAtMs, endedAtMs: nowMs };
      }
      return undefined;
    }
    if (isActive && isSpeech) state.endedAtMs = nowMs;
    if (!state.isReported) {
      if (state.endedAtMs - state.beganAtMs >= minimumSpeechMs) {
        state.isReported = true;
        return { type: 'started', atMs: state.beganAtMs };
      }
      if (!isActive) state = undefined;
      return undefined;
    }
    // Speech that has just resumed needs a few frames before it counts. It is not cut off meanwhile.
    if (isSpeech || nowMs - state.endedAtMs < hangoverMs) return undefined;
    const { endedAtMs } = state;
    state = undefined;
    return { type: 'stopped', atMs: endedAtMs };
  };
}
