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
