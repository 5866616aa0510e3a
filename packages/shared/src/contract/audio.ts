import { frameBytes } from './media-stream.ts';

/** Magnitudes of the 256 µ-law codes as a share of full scale (ITU-T G.711). */
const magnitudes = Float64Array.from({ length: 256 }, (_, byte) => {
  const bits = ~byte & 0xff;
  return (((((bits & 0x0f) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84) / 32_768;
});

/** Every fourth sample gives the level as well, in a quarter of the time. */
const step = 4;

/**
 * 20 ms of silence that stand in for a frame that did not come: both zeros of µ-law by turns, which sounds like silence and
 * is sent by no line. So it is known for a gap of the line, and is not taken for a pause of the candidate.
 */
export const gapFrame = btoa('\xff\x7f'.repeat(frameBytes / 2));

/** How loud these decoded bytes are. */
function loudnessWithin(audio: string, start: number, end: number): number {
  let sum = 0;
  let count = 0;
  for (let index = start; index < end; index += step) {
    const magnitude = magnitudes[audio.charCodeAt(index)] ?? 0;
    sum += magnitude * magnitude;
    count += 1;
  }
  return count === 0 ? 0 : Math.sqrt(sum / count);
}

/** Audio comes from outside. What is not base64 counts as silence. */
function decode(payload: string): string {
  try {
    return atob(payload);
  } catch {
    return '';
  }
}

/**
 * How long this audio (base64 µ-law at 8 kHz) lasts, in ms. Computed from its length alone: eight bytes are a
 * millisecond.
 */
export function payloadMs(payload: string): number {
  const padding = payload.endsWith('==') ? 2 : payload.endsWith('=') ? 1 : 0;
  return ((payload.length / 4) * 3 - padding) / 8;
}

/** How loud this audio (base64 µ-law) is: root mean square, 0 to 1. What is not base64 is silent. */
export function toLoudness(payload: string): number {
  const audio = decode(payload);
  return loudnessWithin(audio, 0, audio.length);
}

const toDb = (loudness: number): number => 20 * Math.log10(loudness);

/** The assumption for a line of which nothing is known yet: noise as on a bad line. */
export const unknownNoiseDb = -50;
/** Below this the steps of µ-law itself can be heard. */
const quietestNoiseDb = -60;
/** How much louder a voice is than the room it speaks in. */
const overNoiseDb = 10;
/** A sound below this is not speech, however quiet the room: breath, cloth, a clock. */
const quietestVoiceDb = -46;
/** Noise that stays is recognised after some seconds. Between two syllables it is heard again. */
const risesDbPerMs = 0.003;

/** The verdict on one piece of audio: whether it contains speech, and how loud the room is by now. */
export interface SpeechVerdict {
  isSpeech: boolean;
  /** The noise of this line, in dB below full scale, for the next piece. */
  noiseDb: number;
}

/**
 * Whether this piece of audio (base64 µ-law) contains speech, judged against the noise of its own line. Digital
 * silence, which a muted microphone and a filled gap send, says nothing about the room.
 */
export function judgeSpeech(noiseDb: number, piece: { payload: string; audioMs: number }): SpeechVerdict {
  const loudness = toLoudness(piece.payload);
  if (loudness === 0) return { isSpeech: false, noiseDb };
  const db = toDb(loudness);
  return {
    isSpeech: db > Math.max(noiseDb + overNoiseDb, quietestVoiceDb),
    noiseDb: Math.max(quietestNoiseDb, Math.min(db, noiseDb + risesDbPerMs * piece.audioMs)),
  };
}

/** Whether this audio (base64 µ-law) is loud enough to contain a voice, whatever the noise around it. */
export function mayHoldVoice(payload: string): boolean {
  return toDb(toLoudness(payload)) > quietestVoiceDb;
}

/** The interviewer's voice is above this, its breath below. */
const soundLoudness = 0.028;

/** Up to which share of this audio (base64 µ-law) there is sound, from 0 (all silent) to 1. */
export function soundShare(payload: string): number {
  const audio = decode(payload);
  for (let end = audio.length; end > 0; end -= frameBytes)
    if (loudnessWithin(audio, Math.max(0, end - frameBytes), end) >= soundLoudness) return end / audio.length;
  return 0;
}
