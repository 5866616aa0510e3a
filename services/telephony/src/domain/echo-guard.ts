import { payloadMs, toLoudness } from '@ringback/shared/contract/audio';
import { frameMs } from '@ringback/shared/contract/media-stream';

/**
 * Keeps the interviewer's own voice, which a speakerphone sends back, from passing for the candidate's. It measures
 * how much comes back while the interviewer is heard. A line that cancels its echo sends nothing back, and there even
 * the quietest voice may interrupt. Values only. All audio is base64 µ-law.
 */

/**
 * −15 dB: an echo over the air is weaker than this, a person near the phone is louder. Used until the echo is
 * measured, and as the upper bound after that, so that a long answer is not measured as an echo.
 */
const mostEchoRatio = 0.18;
/** 8 dB above the loudest sound of a usual second, since the next one may be louder. */
const margin = 2.5;
/** One second of the interviewer contains a loud syllable, and so the loudest echo. */
const windowFrames = 1_000 / frameMs;
/** The median of this many seconds is used, so that a few seconds in which the candidate speaks change nothing. */
const mostWindows = 15;
/** The interviewer's loudest syllable counts half after this much more of their audio. A voice hardly changes. */
const halfLifeMs = 10_000;
/** 20 ms of base64 µ-law, cut at a base64 group. */
const pieceCharacters = 216;
/** The latest that an echo comes back: over the air, through two networks and their buffers. */
const lingersMs = 400;
/** This many frames in a row above the echo level are a voice. Its quieter sounds then pass too. */
const voiceFrames = 3;
const voiceLastsMs = 300;

export interface EchoGuard {
  /** Audio on its way to the candidate. */
  onInterviewer(payload: string): void;
  /** Whether this frame of the caller counts as an echo. `isPlaying`: the interviewer is being heard. */
  isEcho(payload: string, now: { isPlaying: boolean; atMs: number }): boolean;
}

/** The median. Of an even number of values it is the lower one, because the measurements contain the candidate's sounds too. */
function median(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)];
}

export function createEchoGuard(): EchoGuard {
  let level = 0;
  let playedAtMs = Number.NEGATIVE_INFINITY;
  /** The largest share of the interviewer's level that came back, second by second. */
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
