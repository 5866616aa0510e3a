import { describe, expect, it } from 'vitest';

/** The page's own file, which has no types. */
type Resample = (samples: ArrayLike<number>) => number[];
const { createResampler }: { createResampler: (fromHz: number, toHz: number) => Resample } = await import(
  new URL('resampler.js', import.meta.url).href
);

const tone = (hz: number, rate: number, seconds: number) =>
  Float32Array.from({ length: rate * seconds }, (_, index) => Math.sin((2 * Math.PI * hz * index) / rate));

/** How strong one frequency is: 1 for a full-scale tone. */
function strength(samples: readonly number[], hz: number, rate: number): number {
  const angle = (index: number) => (2 * Math.PI * hz * index) / rate;
  const re = samples.reduce((sum, sample, index) => sum + sample * Math.cos(angle(index)), 0);
  const im = samples.reduce((sum, sample, index) => sum + sample * Math.sin(angle(index)), 0);
  return (2 * Math.hypot(re, im)) / samples.length;
}

describe.each([8_000, 16_000, 44_100, 48_000])('between a device at %i Hz and the telephone', (rate) => {
  it('keeps a tone of the speech band, and its length', () => {
    const down = createResampler(rate, 8_000)(tone(1000, rate, 1));
    expect(Math.abs(down.length - 8_000)).toBeLessThanOrEqual(1);
    expect(strength(down, 1000, 8_000)).toBeCloseTo(1, 1);
    const up = createResampler(8_000, rate)(tone(1000, 8_000, 1));
    expect(Math.abs(up.length - rate)).toBeLessThanOrEqual(rate / 8_000);
    expect(strength(up, 1000, rate)).toBeCloseTo(1, 1);
  });

  it('gives the same samples in pieces of 128 as in one', () => {
    const input = tone(700, rate, 0.2);
    const whole = createResampler(rate, 8_000)(input);
    const resample = createResampler(rate, 8_000);
    const pieces: number[] = [];
    for (let at = 0; at < input.length; at += 128) pieces.push(...resample(input.subarray(at, at + 128)));
    expect(pieces.length).toBe(whole.length);
    for (const [index, sample] of pieces.entries()) expect(sample).toBeCloseTo(whole[index] ?? Number.NaN, 9);
  });
});

it('removes what the telephone cannot carry instead of folding it back', () => {
  const down = createResampler(48_000, 8_000)(tone(6000, 48_000, 1));
  expect(Math.max(...down.slice(200).map(Math.abs))).toBeLessThan(0.05);
});
