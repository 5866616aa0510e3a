import { expect, test } from 'vitest';
import { halveRate, multiplyRate } from './resample.ts';

/** The middle of a tone, so that the filter's run-in at both ends is left out. */
const middle = (samples: Int16Array) => samples.subarray(100, samples.length - 100);

function tone(frequency: number, rate: number, ms = 200): Int16Array {
  return Int16Array.from({ length: (rate * ms) / 1000 }, (_, index) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * frequency * index) / rate)),
  );
}

function level(samples: Int16Array): number {
  return Math.sqrt(
    middle(samples).reduce((sum, sample) => sum + sample * sample, 0) / middle(samples).length,
  );
}

function largestDifference(left: Int16Array, right: Int16Array): number {
  const other = middle(right);
  return middle(left).reduce(
    (most, sample, index) => Math.max(most, Math.abs(sample - (other[index] ?? 0))),
    0,
  );
}

test('a tone in the telephone band comes out at the other rate, in place and at its level', () => {
  for (const frequency of [300, 1000, 2500]) {
    expect(largestDifference(halveRate(tone(frequency, 16_000)), tone(frequency, 8000))).toBeLessThan(150);
    expect(largestDifference(multiplyRate(tone(frequency, 8000), 2), tone(frequency, 16_000))).toBeLessThan(
      150,
    );
  }
});

test('what would fold back into the band is removed', () => {
  expect(level(halveRate(tone(5000, 16_000)))).toBeLessThan(level(tone(5000, 16_000)) / 100);
});

test('16 kHz becomes 48 kHz for a sound card', () => {
  expect(largestDifference(multiplyRate(tone(1000, 16_000), 3), tone(1000, 48_000))).toBeLessThan(150);
});

test('lengths keep their milliseconds', () => {
  expect(halveRate(new Int16Array(320))).toHaveLength(160);
  expect(halveRate(new Int16Array(321))).toHaveLength(161);
  expect(multiplyRate(new Int16Array(160), 2)).toHaveLength(320);
  expect(halveRate(new Int16Array(0))).toHaveLength(0);
});

test('full scale does not wrap around', () => {
  const loud = Int16Array.from({ length: 400 }, (_, index) => (index % 40 < 20 ? 32_767 : -32_768));
  const halved = halveRate(loud);
  for (let index = 20; index < 180; index++) {
    const phase = (index * 2) % 40;
    if (phase > 4 && phase < 16) expect(halved[index]).toBeGreaterThan(0);
  }
});
