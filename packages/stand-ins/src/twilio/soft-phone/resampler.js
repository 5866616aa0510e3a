/** Length of the filter on each side, in zero crossings of the sinc. */
const ZERO_CROSSINGS = 8;
/** The share of the lower rate's band that is kept. The rest is the filter's slope. */
const KEPT_BAND = 0.9;

/** A raised-cosine sinc at `distance` input samples from the output sample. */
function weigh(distance, reach, cutoff) {
  if (Math.abs(distance) >= reach) return 0;
  const x = Math.PI * cutoff * distance;
  return (x === 0 ? 1 : Math.sin(x) / x) * Math.cos((Math.PI * distance) / (2 * reach)) ** 2;
}

/**
 * Changes the sampling rate of a stream piece by piece. The simulated phone is served as it stands, so it cannot use
 * the resampler of the pages.
 *
 * @param {number} fromHz
 * @param {number} toHz
 * @returns {(samples: ArrayLike<number>) => number[]} gives what can be computed so far
 */
export function createResampler(fromHz, toHz) {
  const cutoff = KEPT_BAND * Math.min(1, toHz / fromHz);
  const reach = Math.ceil(ZERO_CROSSINGS * Math.max(1, fromHz / toHz));
  let pending = new Array(2 * reach - 1).fill(0);
  let made = 0;
  let dropped = 0;
  /** Where the next output sample lies after the filter's middle, in input samples. Counted, so that no error adds up. */
  const place = () => (made * fromHz) / toHz - dropped;

  return (samples) => {
    const input = pending.concat(Array.from(samples));
    const output = [];
    for (let at = place(); Math.floor(at) + 2 * reach <= input.length; at = place()) {
      const first = Math.floor(at);
      let sum = 0;
      let gain = 0;
      for (let tap = 0; tap < 2 * reach; tap++) {
        const weight = weigh(tap - reach + 1 - (at - first), reach, cutoff);
        sum += weight * input[first + tap];
        gain += weight;
      }
      // Each position has gain 1 for a constant. Otherwise the positions would differ and be heard as a tone.
      output.push(sum / gain);
      made += 1;
    }
    const consumed = Math.min(input.length - 2 * reach + 1, Math.floor(place()));
    pending = input.slice(consumed);
    dropped += consumed;
    return output;
  };
}
