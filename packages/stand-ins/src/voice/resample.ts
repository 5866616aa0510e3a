/**
 * Converts between the telephone's 8 kHz and the 16 kHz that speech models want, with a 31-tap low-pass filter. The
 * filter is centred, so nothing is delayed and a whole recording keeps its length in milliseconds.
 */

const TAPS = 31;
const CENTRE = (TAPS - 1) / 2;

/** Half the samples. What lies above the telephone band is removed first, or it would fold back as noise. */
export function halveRate(samples: Int16Array): Int16Array {
  const halved = new Int16Array(Math.ceil(samples.length / 2));
  for (let index = 0; index < halved.length; index++) {
    let sum = 0;
    for (let tap = 0; tap < TAPS; tap++)
      sum += (HALF_BAND[tap] ?? 0) * (samples[2 * index + tap - CENTRE] ?? 0);
    halved[index] = toSample(sum);
  }
  return halved;
}

/** `factor` times the samples (2 from 8 to 16 kHz, 3 from 16 to 48 kHz), without images above the old band. */
export function multiplyRate(samples: Int16Array, factor: number): Int16Array {
  const filter = factor === 2 ? HALF_BAND : lowPass(0.5 / factor);
  const widened = new Int16Array(samples.length * factor);
  for (let index = 0; index < widened.length; index++) {
    let sum = 0;
    // Of the widened signal only every factor-th sample is not zero, so the others are left out.
    const first = (((CENTRE - index) % factor) + factor) % factor;
    for (let tap = first; tap < TAPS; tap += factor) {
      sum += (filter[tap] ?? 0) * (samples[(index + tap - CENTRE) / factor] ?? 0);
    }
    widened[index] = toSample(sum * factor);
  }
  return widened;
}

/** A windowed sinc (Hamming) with gain 1 at 0 Hz; `cutoff` as a share of the sampling rate. */
function lowPass(cutoff: number): Float64Array {
  const taps = Float64Array.from({ length: TAPS }, (_, tap) => {
    const distance = tap - CENTRE;
    const sinc =
      distance === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * distance) / (Math.PI * distance);
    return sinc * (0.54 - 0.46 * Math.cos((2 * Math.PI * tap) / (TAPS - 1)));
  });
  const gain = taps.reduce((sum, tap) => sum + tap, 0);
  return taps.map((tap) => tap / gain);
}

const HALF_BAND = lowPass(4000 / 16_000);

function toSample(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value)));
}
