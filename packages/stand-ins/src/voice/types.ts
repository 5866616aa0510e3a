/**
 * What the stand-ins need from a voice: to speak, to hear, and to notice who is speaking. All audio is 8 kHz mono
 * µ-law, 8 bytes a millisecond, 0xFF for silence.
 */

/** Text to speech. Rejects when the synthesiser fails. An empty text gives an empty array. */
export interface Voice {
  speak(text: string, options?: { voice?: string; signal?: AbortSignal }): Promise<Uint8Array>;
}

/** What was recognised in one stretch of speech. `raw` is the recogniser's own text before correction. */
export interface Heard {
  text: string;
  raw: string;
}

/** Speech to text. `close` ends the worker. Afterwards `transcribe` rejects. */
export interface Hearing {
  /** `vocabulary`: words of the job configuration that misheard words may be corrected to. */
  transcribe(audio: Uint8Array, options?: { vocabulary?: readonly string[] }): Promise<Heard>;
  close(): Promise<void>;
}

/** Where speech begins and ends, in milliseconds of the audio that was pushed (never wall clock). */
export type SpeechEdge = { type: 'started'; atMs: number } | { type: 'stopped'; atMs: number };

/** Voice activity detection for one caller. Frames of any length may be pushed. */
export interface TurnDetector {
  push(audio: Uint8Array): SpeechEdge[];
  close(): void;
}
