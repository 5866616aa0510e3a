/**
 * µ-law (ITU-T G.711) to and from 16-bit linear samples, by table: one lookup a sample.
 * The telephone's own coding, so it is on every path of this folder.
 */

/** The byte that decodes to the sample 0. */
export const SILENCE_BYTE = 0xff;

/** Added before the logarithm is taken, so that the smallest segment is not empty (132 = 33 · 4 for 16-bit samples). */
const BIAS = 132;
const CLIP = 32_635;

/** Linear 16-bit samples for µ-law bytes: one sample a byte. */
export function decodeMulaw(bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length);
  for (let index = 0; index < bytes.length; index++)
    samples[index] = DECODED[bytes[index] ?? SILENCE_BYTE] ?? 0;
  return samples;
}

/** µ-law bytes for linear 16-bit samples: one byte a sample. */
export function encodeMulaw(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length);
  for (let index = 0; index < samples.length; index++) {
    bytes[index] = ENCODED[(samples[index] ?? 0) & 0xffff] ?? SILENCE_BYTE;
  }
  return bytes;
}

const DECODED = Int16Array.from({ length: 256 }, (_, byte) => expand(byte));
const ENCODED = Uint8Array.from({ length: 65_536 }, (_, bits) =>
  compress(bits < 32_768 ? bits : bits - 65_536),
);

function expand(byte: number): number {
  const code = ~byte & 0xff;
  const segment = (code >> 4) & 7;
  const magnitude = (((code & 15) << 3) + BIAS) << segment;
  return code & 0x80 ? BIAS - magnitude : magnitude - BIAS;
}

function compress(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  const segment = 24 - Math.clz32(magnitude);
  const step = (magnitude >> (segment + 3)) & 15;
  return ~(sign | (segment << 4) | step) & 0xff;
}
