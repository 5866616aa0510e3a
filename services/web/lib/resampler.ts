/**
 * Changes the sampling rate of a stream piece by piece. It is a windowed-sinc low-pass at the lower of the two rates,
 * cut into one short filter for each position that an output sample can have between two input samples. The delay is
 * `zeroCrossings` samples of the lower rate: 2 ms at 8 kHz.
 */
export interface Resampler {
  /** The output that this piece completes. Over time it is exactly `toHz / fromHz` times the input. */
  process(samples: Float32Array): Float32Array<ArrayBuffer>;
  /** Forgets earlier input, as between two unconnected pieces of audio. */
  reset(): void;
}

/** Length of the filter on each side, in zero crossings of the sinc. */
const zeroCrossings = 16;
/** The share of the lower rate's band that is kept. The rest is the filter's slope. */
const keptBand = 0.9;

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

/** Filter taps for an output sample that lies `fraction` of an input sample after input number 0. */
function tapsAt(fraction: number, reach: number, cutoff: number): Float32Array {
  const taps = Float64Array.from({ length: 2 * reach }, (_, index) => {
    const distance = index - reach + 1 - fraction;
    if (Math.abs(distance) >= reach) return 0;
    const x = Math.PI * cutoff * distance;
    const sinc = x === 0 ? 1 : Math.sin(x) / x;
    const window = Math.cos((Math.PI * distance) / (2 * reach)) ** 2;
    return sinc * window;
  });
  // Each position has gain 1 for a constant. Otherwise the positions would differ and be heard as a tone.
  const gain = taps.reduce((sum, tap) => sum + tap, 0);
  return Float32Array.from(taps, (tap) => tap / gain);
}

/** @param fromHz whole numbers. A browser's audio runs at 44,100, 48,000 or the device's own rate. */
export function createResampler(fromHz: number, toHz: number): Resampler {
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const positions = toHz / divisor;
  const advance = fromHz / divisor;
  const cutoff = keptBand * Math.min(1, toHz / fromHz);
  const reach = Math.ceil(zeroCrossings * Math.max(1, fromHz / toHz));
  const filters = Array.from({ length: positions }, (_, at) => tapsAt(at / positions, reach, cutoff));
  const silence = new Float32Array(2 * reach - 1);
  let pending = silence;
  /** Where the next output sample lies after the filter's middle, in units of `1 / positions` input samples. */
  let phase = 0;

  function process(samples: Float32Array): Float32Array<ArrayBuffer> {
    const input = new Float32Array(pending.length + samples.length);
    input.set(pending);
    input.set(samples, pending.length);
    const available = input.length - 2 * reach + 1;
    const count = Math.max(0, Math.ceil((available * positions - phase) / advance));
    const output = new Float32Array(count);
    for (let index = 0; index < count; index++) {
      const at = phase + index * advance;
      const first = Math.floor(at / positions);
      const taps = filters[at % positions] ?? silence;
      let sum = 0;
      for (let tap = 0; tap < taps.length; tap++) sum += (taps[tap] ?? 0) * (input[first + tap] ?? 0);
      output[index] = sum;
    }
    const next = phase + count * advance;
    const consumed = Math.min(available, Math.floor(next / positions));
    pending = input.slice(consumed);
    phase = next - consumed * positions;
    return output;
  }

  return {
    process,
    reset() {
      pending = silence;
      phase = 0;
    },
  };
}
