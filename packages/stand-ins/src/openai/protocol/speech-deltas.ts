import type { Random } from './random.ts';

/** One step of an utterance on the wire, in the order of sending. */
type SpeechDelta = { kind: 'transcript'; text: string } | { kind: 'audio'; bytes: Uint8Array };

const SHORTEST_MS = 40;
const LONGEST_MS = 420;

/**
 * Cuts an utterance into deltas as the real API sends them: audio of uneven size, never a whole number of 20 ms
 * frames, and the words spread between, slightly ahead of their sound.
 */
export function toSpeechDeltas(
  text: string,
  audio: Uint8Array,
  bytesPerMs: number,
  random: Random,
): SpeechDelta[] {
  const words = text.split(/(?<=\s)/).filter((word) => word !== '');
  const deltas: SpeechDelta[] = [];
  let sentWords = 0;
  let offset = 0;
  while (offset < audio.length) {
    const size = unevenSize(bytesPerMs, random);
    const end = Math.min(audio.length, offset + size);
    const dueWords = Math.min(words.length, Math.ceil((end / audio.length) * words.length));
    for (const text of words.slice(sentWords, dueWords)) deltas.push({ kind: 'transcript', text });
    sentWords = Math.max(sentWords, dueWords);
    deltas.push({ kind: 'audio', bytes: audio.subarray(offset, end) });
    offset = end;
  }
  for (const text of words.slice(sentWords)) deltas.push({ kind: 'transcript', text });
  return deltas;
}

/** 16-bit samples stay whole (an even number of bytes), but 20 ms frames do not. */
function unevenSize(bytesPerMs: number, random: Random): number {
  const frame = bytesPerMs * 20;
  const step = bytesPerMs === 8 ? 1 : 2;
  const size = Math.floor(random.integer(SHORTEST_MS * bytesPerMs, LONGEST_MS * bytesPerMs) / step) * step;
  return size % frame === 0 ? size + step : size;
}
