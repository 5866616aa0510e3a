import { loudnessOf } from '@ringback/stand-ins/candidate/loudness';
import { readWav } from '@ringback/stand-ins/voice/wav';

const frameMs = 20;
const telephoneHz = 8_000;
const toneHz = 500;
const frameSamples = (telephoneHz * frameMs) / 1000;
/** Of the power of a frame. A square wave has four fifths of it in its lowest tone. */
const leastToneShare = 0.5;
const leastLoudness = 300;
const mostShiftFrames = 1_500 / frameMs;
/** Each piece is looked for on its own, because a busy machine drops some of the audio between two of them. */
const pieceFrames = 1_000 / frameMs;

function rootMeanSquare(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

/** How loud telephone audio is, a figure for each 20 ms. */
export function loudnessOfMulaw(audio: Uint8Array): number[] {
  const count = Math.floor(audio.length / frameSamples);
  return Array.from({ length: count }, (_, index) =>
    loudnessOf(audio.subarray(index * frameSamples, (index + 1) * frameSamples)),
  );
}

/** As `loudnessOfMulaw`, of a recording. */
export function loudnessOfWav(wav: Uint8Array): number[] {
  const { samples, sampleRate } = readWav(wav);
  const length = (sampleRate * frameMs) / 1000;
  const count = Math.floor(samples.length / length);
  return Array.from({ length: count }, (_, index) =>
    rootMeanSquare(samples.subarray(index * length, (index + 1) * length)),
  );
}

/** How alike two courses of loudness are, at any level and from any beginning. 1: the same speech. Less: other speech. */
export function likeness(one: readonly number[], other: readonly number[]): number {
  const shifts = Array.from({ length: 2 * mostShiftFrames + 1 }, (_, index) => index - mostShiftFrames);
  let sum = 0;
  let pieces = 0;
  for (let from = 0; from + pieceFrames <= one.length; from += pieceFrames) {
    const piece = one.slice(from, from + pieceFrames);
    sum += Math.max(...shifts.map((shift) => correlationAt(piece, other, from + shift)));
    pieces += 1;
  }
  return pieces === 0 ? 0 : sum / pieces;
}

function correlationAt(piece: readonly number[], other: readonly number[], at: number): number {
  const pairs = piece.map((value, index) => [value, other[index + at] ?? 0] as const);
  const mean = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [meanOne, meanOther] = [mean(0), mean(1)];
  let both = 0;
  let squaresOne = 0;
  let squaresOther = 0;
  for (const [a, b] of pairs) {
    both += (a - meanOne) * (b - meanOther);
    squaresOne += (a - meanOne) ** 2;
    squaresOther += (b - meanOther) ** 2;
  }
  return both / Math.sqrt(squaresOne * squaresOther || 1);
}

/** How long the tone of a scripted interviewer is heard in a recording of 8 kHz, in ms. */
export function toneMsIn(samples: Int16Array): number {
  const count = Math.floor(samples.length / frameSamples);
  let frames = 0;
  for (let index = 0; index < count; index += 1)
    if (isTone(samples.subarray(index * frameSamples, (index + 1) * frameSamples))) frames += 1;
  return frames * frameMs;
}

/** The power at one frequency by Goertzel's algorithm; a frame has whole periods of it. */
function isTone(frame: Int16Array): boolean {
  if (rootMeanSquare(frame) < leastLoudness) return false;
  const turn = (2 * Math.PI * toneHz) / telephoneHz;
  let [last, before] = [0, 0];
  for (const sample of frame) [last, before] = [sample + 2 * Math.cos(turn) * last - before, last];
  const power = last * last + before * before - 2 * Math.cos(turn) * last * before;
  const all = frame.reduce((sum, sample) => sum + sample * sample, 0);
  return power / ((frame.length / 2) * all) > leastToneShare;
}
