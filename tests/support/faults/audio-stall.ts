import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { answerMs } from './canary-model.ts';

const bytesPerMs = 8;

/**
 * The longest time for which an answer stalled in the candidate's ear, in ms of audio time: how much longer its
 * playback took than it lasts. Incomplete answers are left out.
 */
export function greatestStallMs(line: MediaStreamClient): number {
  const answerBytes = answerMs * bytesPerMs;
  let passed = 0;
  let beganMs = 0;
  let greatest = 0;
  for (const { startMs, audio } of line.heard.segments()) {
    for (let offset = 0; offset < audio.length; ) {
      if (passed === 0) beganMs = startMs + offset / bytesPerMs;
      const taken = Math.min(audio.length - offset, answerBytes - passed);
      offset += taken;
      passed += taken;
      if (passed < answerBytes) continue;
      greatest = Math.max(greatest, startMs + offset / bytesPerMs - beganMs - answerMs);
      passed = 0;
    }
  }
  return Math.max(0, greatest);
}
