import { createFliteVoice } from '../src/voice/flite-voice.ts';
import { decodeMulaw, SILENCE_BYTE } from '../src/voice/mulaw.ts';
import { multiplyRate } from '../src/voice/resample.ts';
import type { Voice } from '../src/voice/types.ts';
import { writeWav } from '../src/voice/wav.ts';

const BYTES_PER_MS = 8;
const LONGEST_SILENCE_MS = 600_000;

/** A piece of a recording: speech or silence. */
export type WavSegment = { text: string; voice?: string } | { silenceMs: number };

/** The rates a recording can be made at, and the steps up from the telephone's 8 kHz. */
const STEPS = { 8000: [], 16000: [2], 48000: [2, 3] } as const;
export type WavSampleRate = keyof typeof STEPS;

/**
 * The content of a 16-bit PCM mono WAV file: the segments one after another, for instance a candidate's answers and
 * the silences in which they listen. Chromium uses it as its microphone (`--use-file-for-fake-audio-capture`) and
 * repeats it from the start at its end.
 *
 * @param voice to speak with. One is opened and closed when not given
 */
export async function makeWav(
  segments: readonly WavSegment[],
  sampleRate: WavSampleRate = 16_000,
  voice?: Voice,
): Promise<Buffer<ArrayBuffer>> {
  if (voice === undefined) {
    const own = await createFliteVoice();
    try {
      return await makeWav(segments, sampleRate, own);
    } finally {
      await own.close();
    }
  }
  const audio: Uint8Array[] = [];
  for (const segment of segments) {
    if ('text' in segment) {
      audio.push(
        await voice.speak(segment.text, segment.voice === undefined ? {} : { voice: segment.voice }),
      );
    } else {
      audio.push(silence(segment.silenceMs));
    }
  }
  const spoken = decodeMulaw(Buffer.concat(audio));
  return writeWav(STEPS[sampleRate].reduce(multiplyRate, spoken), sampleRate);
}

export interface SpeakToWavOptions {
  /** A voice of the synthesiser or of the Realtime API. */
  voice?: string;
  sampleRate?: WavSampleRate;
  /** Silence before and after what is said. */
  padMs?: number;
}

/** A WAV file's content with one text spoken. */
export function speakToWav(text: string, options: SpeakToWavOptions = {}): Promise<Buffer<ArrayBuffer>> {
  const { voice, sampleRate = 16_000, padMs = 0 } = options;
  const said = voice === undefined ? { text } : { text, voice };
  return makeWav([{ silenceMs: padMs }, said, { silenceMs: padMs }], sampleRate);
}

function silence(ms: number): Uint8Array {
  if (ms < 0 || ms > LONGEST_SILENCE_MS) throw new Error(`a silence of ${ms} ms: 0 to ${LONGEST_SILENCE_MS}`);
  return new Uint8Array(Math.round(ms * BYTES_PER_MS)).fill(SILENCE_BYTE);
}
