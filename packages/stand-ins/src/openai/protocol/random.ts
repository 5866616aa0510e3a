/** A source of randomness that a test can repeat by its seed. */
export interface Random {
  /** 0 ≤ value < 1. */
  next(): number;
  /** A whole number, both ends included. */
  integer(from: number, to: number): number;
  /** True in `probability` of the cases (0 to 1). */
  chance(probability: number): boolean;
}

/** The same seed gives the same sequence (mulberry32: small, and even enough for sizes and orders). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
  };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An id in OpenAI's style, `item_` and 21 characters: within the 32 that item ids may have. */
export function createId(
  prefix: 'sess' | 'event' | 'item' | 'resp' | 'conv' | 'call',
  random: Random,
): string {
  let id = `${prefix}_`;
  for (let index = 0; index < 21; index++) id += ALPHABET[random.integer(0, ALPHABET.length - 1)];
  return id;
}
