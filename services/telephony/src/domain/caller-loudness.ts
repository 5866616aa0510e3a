/** Segment number of a µ-law byte (ITU-T G.711): 0 for silence, 7 for the loudest sounds. */
function segment(byte: number): number {
  return (~byte >> 4) & 7;
}

/** Telephone speech lies above, line noise below. */
const speechSegment = 3;

/** Whether somebody speaks in these base64 µ-law frames. Decodes them: not for the hot path. */
export function isSpeech(payloads: readonly string[]): boolean {
  const audio = Buffer.concat(payloads.map((payload) => Buffer.from(payload, 'base64')));
  if (audio.length === 0) return false;
  const sum = audio.reduce((total, byte) => total + segment(byte), 0);
  return sum / audio.length >= speechSegment;
}
