import { isSpeech } from '@ringback/shared/contract/audio';
import type { CallerFrame } from './kept-frames.ts';

/** What of the caller's latest audio tells whether they are speaking. */
const latestFrames = 15;
/** What of it tells whether they have said anything that is not answered: half a minute. */
const unansweredFrames = 1_500;

const speaksIn = (frames: readonly CallerFrame[]) => isSpeech(frames.map(({ payload }) => payload));

/** Whether the candidate speaks at the end of this audio. */
export function isSpeakingNow(frames: readonly CallerFrame[]): boolean {
  return speaksIn(frames.slice(-latestFrames));
}

/** Whether the candidate has said something in the last half minute of this audio. */
export function hasSpoken(frames: readonly CallerFrame[]): boolean {
  const latest = frames.slice(-unansweredFrames);
  for (let from = 0; from < latest.length; from += latestFrames)
    if (speaksIn(latest.slice(from, from + latestFrames))) return true;
  return false;
}
