import { mulaw } from 'alawmulaw';
import { describe, expect, it } from 'vitest';
import { loudnessOf } from './loudness.ts';

describe('loudness', () => {
  it('agrees with a µ-law codec on every code', () => {
    for (let code = 0; code < 256; code += 1) {
      const frame = Uint8Array.of(code);
      expect(loudnessOf(frame)).toBe(Math.abs(mulaw.decode(frame)[0] ?? Number.NaN));
    }
  });

  it('is zero for silence and for no audio', () => {
    expect(loudnessOf(new Uint8Array(160).fill(0xff))).toBe(0);
    expect(loudnessOf(new Uint8Array())).toBe(0);
  });
});
