import { describe, expect, it } from 'vitest';
import { decodeMulaw, encodeMulaw, silenceByte } from './mulaw.ts';

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

describe('µ-law', () => {
  it('restores every byte that it decoded; the second zero becomes the first', () => {
    const expected = everyByte.map((byte) => (byte === 0x7f ? 0xff : byte));
    expect(encodeMulaw(decodeMulaw(everyByte))).toEqual(expected);
  });

  it('decodes the values of the table in G.711', () => {
    // Loudest negative, loudest positive, both zeros, and one step: 14-bit 8031, 8031, 0, 0, 2 times 4.
    const bytes = Uint8Array.from([0x00, 0x80, 0x7f, 0xff, 0xfe]);
    expect([...decodeMulaw(bytes)].map((sample) => sample * 32_768)).toEqual([-32_124, 32_124, 0, 0, 8]);
  });

  it('encodes silence as 0xff and clips what is too loud', () => {
    expect([...encodeMulaw(Float32Array.from([0, 4, -4]))]).toEqual([silenceByte, 0x80, 0x00]);
  });

  it('stays within a thirtieth of a loud sample', () => {
    const samples = Float32Array.from({ length: 2000 }, (_, index) => Math.sin(index / 7) * 0.8);
    const heard = decodeMulaw(encodeMulaw(samples));
    for (const [index, sample] of samples.entries()) {
      expect(Math.abs((heard[index] ?? 9) - sample)).toBeLessThan(Math.abs(sample) / 30 + 0.001);
    }
  });
});
