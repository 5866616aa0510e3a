/**
 * A time written into the first twelve bytes of base64 audio, in characters of base64, so that neither side decodes
 * it. All stamps are of the bench's own clock, because callers and model run in its process.
 */
const prefix = 'RBK/';
export const stampCharacters = 16;

export function toStamp(atMs: number): string {
  return (
    prefix +
    Math.round(atMs * 1_000)
      .toString(36)
      .padStart(stampCharacters - prefix.length, '0')
  );
}

/** Since when the audio that begins at `from` has been on its way, in ms of the bench's clock. Null: it has no stamp. */
export function readStamp(text: string, from: number): number | null {
  if (!text.startsWith(prefix, from)) return null;
  return Number.parseInt(text.slice(from + prefix.length, from + stampCharacters), 36) / 1_000;
}
