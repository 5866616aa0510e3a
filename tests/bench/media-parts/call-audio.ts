import { frameBytes } from '@ringback/shared/contract/media-stream';
import { stampCharacters, toStamp } from './stamp.ts';

/** Of a voice: both signs by turns, 12 dB below full scale. */
const loud = Buffer.from(Array.from({ length: 4_000 }, (_, place) => (place % 2 === 0 ? 0x9f : 0x1f)));
const silent = Buffer.alloc(4_000, 0xff);
const rests = new Map<string, string>();

function restOf(isLoud: boolean, bytes: number): string {
  const name = `${isLoud} ${bytes}`;
  const known = rests.get(name);
  if (known !== undefined) return known;
  const made = (isLoud ? loud : silent).subarray(0, bytes).toString('base64').slice(stampCharacters);
  rests.set(name, made);
  return made;
}

/** Base64 µ-law of this length with a stamp at its beginning. */
export function toStampedAudio(isLoud: boolean, ms: number): string {
  return toStamp(performance.now()) + restOf(isLoud, (ms * frameBytes) / 20);
}

/** Whether audio of `toStampedAudio` that begins at `from` is loud. */
export function isLoudAt(text: string, from: number): boolean {
  return text[from + stampCharacters + 4] !== '/';
}
