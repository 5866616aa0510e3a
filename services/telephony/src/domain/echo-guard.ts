import { payloadMs, toLoudness } from '@ringback/shared/contract/audio';
import { frameMs } from '@ringback/shared/contract/media-stream';

/**
 * Keeps the interviewer's own voice, which a speakerphone sends back, from passing for the candidate's. How much of
 * it comes back is measured while the interviewer is heard: on a line that cancels its echo nothing does, and the
 * quietest voice may interrupt. Values only; all audio is base64 µ-law.
 */

/**
 * −15 dB: what comes back over the air is weaker than this, a person near the phone is louder. Taken until the echo
 * is measured, and never more than this: a long answer must not be measured as an echo.
 */
const mostEchoRatio = 0.18;
/** 8 dB over the loudest of a usual second: the next may be louder. */
const margin = 2.5;
/** One second of the interviewer has a loud syllable in it, and the loudest of what comes back. */
const windowFrames = 1_000 / frameMs;
/** Of so many seconds the middle one is taken: what the candidate says into a few of them changes nothing. */
const mostWindows = 15;
/** The interviewer's loudest syllable counts half after so much of their audio: a voice hardly changes. */
const halfLifeMs = 10_000;
/** 20 ms of base64 µ-law, cut between its groups. */
const pieceCharacters = 216;
/** An echo comes back this late at most: over the air, two networks and their buffers. */
const lingersMs = 400;
/** So many frames in a row above the echo are a voice, whose quieter sounds then pass too. */
const voiceFrames = 3;
const voiceLastsMs = 300;

export interface EchoGuard {
  /** Audio on its way to the candidate. */
  onInterviewer(payload: string): void;
  /** Whether this frame of the caller is to be taken for an echo; `isPlaying`: the interviewer is heard now. */
  isEcho(payload: string, now: { isPlaying: boolean; atMs: number }): boolean;
}

/** The middle one; of an even number the lower, since what is measured has the candidate's sounds in it too. */
function median(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)];
}

export function createEchoGuard(): EchoGuard {
  let level = 0;
  let playedAtMs = Number.NEGATIVE_INFINITY;
  /** The greatest share of the interviewer's level that came back, second by second. */
  let measured: number[] = [];
  let frames = 0;
  let loudest = 0;
  let loudFrames = 0;
  let voiceUntilMs = Number.NEGATIVE_INFINITY;

  function measure(ratio: number): void {
    loudest = Math.max(loudest, ratio);
    frames += 1;
    if (frames < windowFrames) return;
    measured = [...measured, loudest].slice(-mostWindows);
    frames = loudest = 0;
  }

  function echoRatio(): number {
    const usual = median(measured);
    return usual === undefined ? mostEchoRatio : Math.min(mostEchoRatio, usual * margin);
  }

  return {
    onInterviewer(payload) {
      level *= 2 ** (-payloadMs(payload) / halfLifeMs);
      for (let at = 0; at < payload.length; at += pieceCharacters)
        level = Math.max(level, toLoudness(payload.slice(at, at + pieceCharacters)));
    },
    isEcho(payload, { isPlaying, atMs }) {
      if (isPlaying) playedAtMs = atMs;
      if (level === 0 || atMs - playedAtMs > lingersMs) return false;
      const ratio = toLoudness(payload) / level;
      const isLoud = ratio >= echoRatio();
      if (isPlaying) measure(ratio);
      loudFrames = isLoud ? loudFrames + 1 : 0;
      if (loudFrames >= voiceFrames) voiceUntilMs = atMs + voiceLastsMs;
      return !isLoud && atMs > voiceUntilMs;
    },
  };
}
