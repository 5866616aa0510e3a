import { describe, expect, it } from 'vitest';
import { toLevel, toMeter } from './loudness.ts';

describe('loudness', () => {
  it('is the root mean square', () => {
    expect(toLevel(Float32Array.from([0.5, -0.5, 0.5, -0.5]))).toBe(0.5);
    expect(toLevel(new Float32Array(0))).toBe(0);
  });

  it('fills the meter from -50 dB to full scale', () => {
    expect(toMeter(0)).toBe(0);
    expect(toMeter(0.001)).toBe(0);
    expect(toMeter(10 ** (-25 / 20))).toBeCloseTo(0.5);
    expect(toMeter(1)).toBe(1);
    expect(toMeter(2)).toBe(1);
  });
});
