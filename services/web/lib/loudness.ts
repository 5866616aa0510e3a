/** Root mean square of samples between -1 and 1. */
export function toLevel(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

/** Anything quieter counts as silence: about -50 dB. */
const floorDb = -50;

/** A level as a meter shows it: 0 for silence, 1 for full scale, in even steps of loudness. */
export function toMeter(level: number): number {
  if (level <= 0) return 0;
  return Math.max(0, Math.min(1, 1 - (20 * Math.log10(level)) / floorDb));
}

/** The root mean square that a level of the gateway stands for, 0 to 100. */
export function levelToLoudness(level: number): number {
  return level <= 0 ? 0 : 10 ** (((1 - level / 100) * floorDb) / 20);
}

/** Speech close to a microphone reaches this. Room noise stays below. */
export const speechMeter = 0.4;
