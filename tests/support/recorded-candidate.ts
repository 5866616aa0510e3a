import { makeWav, type WavSegment } from '@ringback/stand-ins/testing/speak-wav';
import type { Voice } from '@ringback/stand-ins/voice/types';
import { readWav, writeWav } from '@ringback/stand-ins/voice/wav';

/** Chromium's own rate, so that nothing is resampled on the way to the page. */
const MICROPHONE_HZ = 48_000;
/** As loud as a person at a microphone. At full level the browser's gain control distorts the first words. */
const LOUDNESS = 0.3;

/** A candidate's side of an interview as a microphone's WAV file, in a voice other than the interviewer's. */
export async function recordCandidate(segments: readonly WavSegment[], voice?: Voice): Promise<Buffer> {
  const spoken = segments.map((segment) => ('text' in segment ? { voice: 'rms', ...segment } : segment));
  const { samples } = readWav(await makeWav(spoken, MICROPHONE_HZ, voice));
  return writeWav(
    samples.map((sample) => Math.round(sample * LOUDNESS)),
    MICROPHONE_HZ,
  );
}
