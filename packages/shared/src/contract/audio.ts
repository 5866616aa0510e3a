/** Segment number of a µ-law byte (ITU-T G.711): 0 for silence, 7 for the loudest sounds. */
function segment(byte: number): number {
  return (~byte >> 4) & 7;
}

/** Telephone speech lies above, line noise below. */
const speechSegment = 3;

/** Whether somebody speaks in this audio (base64 µ-law). Decodes it: not for every frame of a call. */
export function isSpeech(payloads: readonly string[]): boolean {
  let sum = 0;
  let count = 0;
  for (const payload of payloads) {
    const audio = atob(payload);
    count += audio.length;
    for (let index = 0; index < audio.length; index++) sum += segment(audio.charCodeAt(index));
  }
  return count > 0 && sum / count >= speechSegment;
}

const frameBytes = 160;

/** Until which share of this audio (base64 µ-law) there is sound, from 0 (all of it is silent) to 1. */
export function soundShare(payload: string): number {
  const audio = atob(payload);
  for (let end = audio.length; end > 0; end -= frameBytes) {
    let sum = 0;
    const start = Math.max(0, end - frameBytes);
    for (let index = start; index < end; index++) sum += segment(audio.charCodeAt(index));
    if (sum / (end - start) >= speechSegment) return end / audio.length;
  }
  return 0;
}
