import { describe, expect, it } from 'vitest';
import { createResampler } from './resampler.ts';

const tone = (hz: number, rate: number, seconds: number) =>
  Float32Array.from({ length: Math.round(rate * seconds) }, (_, index) =>
    Math.sin((2 * Math.PI * hz * index) / rate),
  );

/** Loudness without the first 20 ms, in which the filter still fills. */
const loudness = (samples: Float32Array, rate: number) => {
  const settled = samples.subarray(rate / 50);
  return Math.sqrt(settled.reduce((sum, sample) => sum + sample * sample, 0) / settled.length);
};

/** How strong one frequency is: 1 for a full-scale tone. */
function strength(samples: Float32Array, hz: number, rate: number): number {
  let re = 0;
  let im = 0;
  for (const [index, sample] of samples.entries()) {
    re += sample * Math.cos((2 * Math.PI * hz * index) / rate);
    im += sample * Math.sin((2 * Math.PI * hz * index) / rate);
  }
  return (2 * Math.hypot(re, im)) / samples.length;
}

describe.each([44_100, 48_000, 96_000, 16_000, 8_000])('between %i Hz and the telephone', (rate) => {
  it('preserves a tone of the speech band, and its length', () => {
    const down = createResampler(rate, 8_000).process(tone(1000, rate, 1));
    expect(down.length).toBe(8_000);
    expect(strength(down, 1000, 8_000)).toBeCloseTo(1, 1);
    const up = createResampler(8_000, rate).process(tone(1000, 8_000, 1));
    expect(up.length).toBe(rate);
    expect(strength(up, 1000, rate)).toBeCloseTo(1, 1);
  });

  it('gives the same samples in a worklet’s pieces as in one', () => {
    const input = tone(700, rate, 0.3);
    const whole = createResampler(rate, 8_000).process(input);
    const resampler = createResampler(rate, 8_000);
    const pieces: number[] = [];
    for (let at = 0; at < input.length; at += 128) {
      pieces.push(...resampler.process(input.subarray(at, at + 128)));
    }
    expect(pieces).toEqual([...whole]);
  });
});

describe('the resampler', () => {
  it('removes what the telephone cannot carry instead of folding it back', () => {
    expect(loudness(createResampler(48_000, 8_000).process(tone(6000, 48_000, 1)), 8_000)).toBeLessThan(0.01);
  });

  it('makes no image above the telephone band', () => {
    const up = createResampler(8_000, 48_000).process(tone(1000, 8_000, 1));
    expect(strength(up, 7000, 48_000)).toBeLessThan(0.01);
  });

  it('forgets earlier input at a reset', () => {
    const resampler = createResampler(8_000, 48_000);
    resampler.process(tone(500, 8_000, 0.1));
    resampler.reset();
    expect(loudness(resampler.process(new Float32Array(800)), 48_000)).toBe(0);
  });
});
