import { decodeMulaw, encodeMulaw } from '../../voice/mulaw.ts';
import { multiplyRate } from '../../voice/resample.ts';
import type { AudioFormat } from './session-configuration.ts';

/** Inside the stand-in all audio is µ-law at 8 kHz. These functions translate to and from a session's formats. */

export const MULAW_BYTES_PER_MS = 8;

export function bytesPerMs(format: AudioFormat): number {
  return format.type === 'audio/pcm' ? 48 : MULAW_BYTES_PER_MS;
}

/** Audio in the session's output format, for a whole utterance (the rate filter does not join pieces). */
export function fromMulaw(audio: Uint8Array, format: AudioFormat): Uint8Array {
  switch (format.type) {
    case 'audio/pcmu':
      return audio;
    case 'audio/pcma':
      return Uint8Array.from(decodeMulaw(audio), encodeAlaw);
    case 'audio/pcm':
      return new Uint8Array(multiplyRate(decodeMulaw(audio), 3).buffer);
  }
}

/** Caller audio in µ-law. Of 24 kHz samples every third is kept after averaging. An incomplete end is dropped. */
export function toMulaw(audio: Uint8Array, format: AudioFormat): Uint8Array {
  switch (format.type) {
    case 'audio/pcmu':
      return audio;
    case 'audio/pcma':
      return encodeMulaw(Int16Array.from(audio, decodeAlaw));
    case 'audio/pcm': {
      const view = new DataView(audio.buffer, audio.byteOffset, audio.byteLength);
      const samples = new Int16Array(Math.floor(audio.byteLength / 6));
      for (let index = 0; index < samples.length; index++) {
        const at = index * 6;
        const sum = view.getInt16(at, true) + view.getInt16(at + 2, true) + view.getInt16(at + 4, true);
        samples[index] = Math.round(sum / 3);
      }
      return encodeMulaw(samples);
    }
  }
}

/** A-law (ITU-T G.711): even bits inverted, 13-bit magnitudes in 16-bit units. */
function decodeAlaw(byte: number): number {
  const code = byte ^ 0x55;
  const segment = (code >> 4) & 7;
  const step = (code & 15) << 4;
  const magnitude = segment === 0 ? step + 8 : (step + 0x108) << (segment - 1);
  return code & 0x80 ? magnitude : -magnitude;
}

function encodeAlaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  const magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32_767);
  const segment = Math.max(0, 24 - Math.clz32(magnitude | 0xff));
  const step = segment === 0 ? magnitude >> 4 : magnitude >> (segment + 3);
  return (sign | (segment << 4) | (step & 15)) ^ 0x55;
}
