/** Squared linear amplitude of each µ-law code (ITU-T G.711, 14-bit values scaled to 16 bits). */
const SQUARES = Float64Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff;
  const exponent = (bits >> 4) & 0x07;
  const magnitude = (((bits & 0x0f) << 3) + 0x84) << exponent;
  return (magnitude - 0x84) ** 2;
});

/** Root mean square of µ-law audio in 16-bit units: 0 for silence, above about 500 for telephone speech. */
export function loudnessOf(audio: Uint8Array): number {
  if (audio.length === 0) return 0;
  let sum = 0;
  for (const code of audio) sum += SQUARES[code] ?? 0;
  return Math.sqrt(sum / audio.length);
}
