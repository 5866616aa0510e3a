import { judgeSpeech, payloadMs, unknownNoiseDb } from '@ringback/shared/contract/audio';
import type { CallerFrame, KeptFrames } from './kept-frames.ts';

/** How much of the caller's latest audio tells whether they are speaking: 0.3 s. */
const latestFrames = 15;
/** How much of it tells whether they have said anything unanswered: half a minute. */
const unansweredFrames = 1_500;
/** How much of it tells how loud their room is: five seconds. */
const roomFrames = 250;
/** A stretch with a smaller share of speech is a click. */
const leastShare = 0.5;

/** Which frames from `from` on contain speech. The earlier ones tell how loud the room is. */
function findSpeech(frames: readonly CallerFrame[], from: number): boolean[] {
  let noiseDb: number = unknownNoiseDb;
  const verdicts = frames.map(({ payload }) => {
    const verdict = judgeSpeech(noiseDb, { payload, audioMs: payloadMs(payload) });
    noiseDb = verdict.noiseDb;
    return verdict.isSpeech;
  });
  return verdicts.slice(from);
}

const speaksIn = (verdicts: readonly boolean[]): boolean =>
  verdicts.length > 0 && verdicts.filter(Boolean).length / verdicts.length >= leastShare;

/** Whether the candidate speaks at the end of this audio. */
export function isSpeakingNow(kept: Pick<KeptFrames, 'latest'>): boolean {
  const known = kept.latest(roomFrames);
  return speaksIn(findSpeech(known, Math.max(0, known.length - latestFrames)));
}

/** Whether the candidate has said something in the last half minute of this audio. */
export function hasSpoken(kept: Pick<KeptFrames, 'latest'>): boolean {
  const known = kept.latest(unansweredFrames + roomFrames);
  const verdicts = findSpeech(known, Math.max(0, known.length - unansweredFrames));
  for (let from = 0; from < verdicts.length; from += latestFrames)
    if (speaksIn(verdicts.slice(from, from + latestFrames))) return true;
  return false;
}
