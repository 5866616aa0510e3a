/**
 * µ-law (ITU-T G.711), the coding of telephone audio, to and from samples between -1 and 1. By table, one byte a
 * sample.
 */

/** The byte that decodes to silence. */
export const silenceByte = 0xff;

/** Keeps the smallest segment from being empty: 33 · 4 for 16-bit samples. */
const bias = 132;
const loudest = 32_635;

function expand(byte: number): number {
  const code = ~byte & 0xff;
  const magnitude = (((code & 15) << 3) + bias) << ((code >> 4) & 7);
  return code & 0x80 ? bias - magnitude : magnitude - bias;
}

function compress(sample: number): number {
  const magnitude = Math.min(Math.abs(sample), loudest) + bias;
  const segment = 24 - Math.clz32(magnitude);
  const step = (magnitude >> (segment + 3)) & 15;
  return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | step) & 0xff;
}

const expanded = Float32Array.from({ length: 256 }, (_, byte) => expand(byte) / 32_768);
const compressed = Uint8Array.from({ length: 65_536 }, (_, index) => compress(index - 32_768));

/** Samples between -1 and 1 for µ-law bytes. */
export function decodeMulaw(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(bytes, (byte) => expanded[byte] ?? 0);
}

/** µ-law bytes for samples between -1 and 1. Louder ones are clipped. */
export function encodeMulaw(samples: Float32Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(samples, (sample) => {
    const linear = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767);
    return compressed[linear + 32_768] ?? silenceByte;
  });
}
