/** When the transcription of a caller's turn arrives. `natural`: as soon as it is ready. */
export type TranscriptionTiming = 'natural' | 'before_answer' | 'during_answer' | 'after_answer' | 'failed';

/**
 * What a test can make go wrong. Tests may write to the fields at any time. Counts go down by themselves. Close codes
 * of the real API in its bad hours: 1001, 1006 (no close frame), 1011, 1012.
 */
export interface Faults {
  /** Refuse the next handshakes with this HTTP status (401, 429, 500, 503), and this code in the body. */
  refuseHandshakes: { status: number; code?: string; times: number } | null;
  /** Accept the next handshakes and close at once with this code and reason, as for a wrong key. */
  closeAtOnce: { code: number; reason: string; times: number } | null;
  /** Close the next sessions that have sent this many events. */
  closeAfterEvents: { events: number; code: number; times: number } | null;
  /** The next responses end as `failed` with this error. */
  failResponses: { code: string; message: string; times: number } | null;
  /** The next responses end without any sound: written, empty, or cut off before the first audio. */
  soundlessResponses: {
    how: 'text' | 'empty' | 'content_filter' | 'max_output_tokens';
    times: number;
  } | null;
  /** The next responses stop after this much audio, for this long (`Infinity`: until they are cancelled). */
  stallAudio: { afterMs: number; forMs: number; times: number } | null;
  /** Wait before the first delta of each response. */
  firstByteDelayMs: number;
  /** Let one more audio delta of a cancelled response through, after its `response.done`, as the real API does. */
  lateDeltaAfterCancel: boolean;
  transcription: TranscriptionTiming;
  /** How often a response is joined by an event of an unknown type (0 to 1). */
  unknownEvents: number;
  /** Read everything and send nothing, in every session, like a peer that has died without closing. */
  mute: boolean;
}

export function noFaults(): Faults {
  return {
    refuseHandshakes: null,
    closeAtOnce: null,
    closeAfterEvents: null,
    failResponses: null,
    soundlessResponses: null,
    stallAudio: null,
    firstByteDelayMs: 0,
    lateDeltaAfterCancel: true,
    transcription: 'natural',
    unknownEvents: 0.1,
    mute: false,
  };
}

/** Takes one use of a counted fault: the fault while it lasts, null afterwards. */
export function takeCounted<Fault extends { times: number }>(fault: Fault | null): Fault | null {
  if (fault === null || fault.times <= 0) return null;
  fault.times -= 1;
  return fault;
}
