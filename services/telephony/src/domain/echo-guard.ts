/**
 * Keeps the interviewer's own voice, which a speakerphone sends back, from passing for the candidate's. While the
 * interviewer is heard, caller audio far below their level is taken for an echo. Values only; all audio is base64
 * µ-law.
 */

/** −15 dB: what comes back over the air is weaker than this, a person near the phone is louder. */
const echoRatio = 0.18;
/** How slowly the interviewer's level is forgotten, for each piece of their audio. */
const decay = 0.97;
/** An echo comes back this late at most: over the air, two networks and their buffers. */
const lingersMs = 400;
/** Every fourth sample tells the level as well, at a quarter of the time. */
const step = 4;

/** Magnitudes of the 256 µ-law codes in 16-bit units (ITU-T G.711). */
const magnitudes = Float64Array.from({ length: 256 }, (_, byte) => {
  const bits = ~byte & 0xff;
  return ((((bits & 0x0f) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
});

function loudness(payload: string): number {
  const audio = Buffer.from(payload, 'base64');
  let sum = 0;
  let count = 0;
  for (let index = 0; index < audio.length; index += step) {
    const magnitude = magnitudes[audio[index] ?? 0xff] ?? 0;
    sum += magnitude * magnitude;
    count += 1;
  }
  return count === 0 ? 0 : Math.sqrt(sum / count);
}

export interface EchoGuard {
  /** Audio on its way to the candidate. */
  onInterviewer(payload: string): void;
  /** Whether this frame of the caller is to be taken for an echo; `isPlaying`: the interviewer is heard now. */
  isEcho(payload: string, now: { isPlaying: boolean; atMs: number }): boolean;
}

export function createEchoGuard(): EchoGuard {
  let level = 0;
  let playedAtMs = Number.NEGATIVE_INFINITY;
  return {
    onInterviewer(payload) {
      level = Math.max(level * decay, loudness(payload));
    },
    isEcho(payload, { isPlaying, atMs }) {
      if (isPlaying) playedAtMs = atMs;
      if (atMs - playedAtMs > lingersMs) return false;
      return loudness(payload) < level * echoRatio;
    },
  };
}
