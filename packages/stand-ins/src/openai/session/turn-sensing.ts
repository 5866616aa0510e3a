import type { SpeechEdge, TurnDetector } from '../../voice/types.ts';
import type { Ears } from '../parts.ts';
import { MULAW_BYTES_PER_MS } from '../protocol/audio-format.ts';

/** 20 ms: an edge is noticed no later than the piece of audio that contains it. */
const SLICE_BYTES = 160;
/** Audio kept while a detector is being created. Beyond it the oldest is skipped, as silence would be. */
const MAX_WAITING_BYTES = 10_000 * MULAW_BYTES_PER_MS;

/** An edge with two positions: of its sound, and of the moment it was noticed, both in ms of all caller audio. */
export type SensedEdge = SpeechEdge & { noticedAtMs: number };

/** Runs a turn detector on the caller's audio, and replaces it when the setting changes. Knows only audio time. */
export class TurnSensing {
  readonly #ears: Ears;
  readonly #onEdge: (edge: SensedEdge) => void;
  readonly #onFailure: (error: unknown) => void;
  #detector: TurnDetector | null = null;
  #generation = 0;
  #hangoverMs: number | null = null;
  #positionMs = 0;
  #baseMs = 0;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #isMaking = false;

  constructor(ears: Ears, onEdge: (edge: SensedEdge) => void, onFailure: (error: unknown) => void) {
    this.#ears = ears;
    this.#onEdge = onEdge;
    this.#onFailure = onFailure;
  }

  /** Starts listening with this hangover, or stops (null). Repeating the same setting changes nothing. */
  configure(hangoverMs: number | null): void {
    if (hangoverMs === this.#hangoverMs) return;
    this.#hangoverMs = hangoverMs;
    this.close();
    if (hangoverMs === null) return;
    this.#isMaking = true;
    const generation = this.#generation;
    Promise.resolve(this.#ears.createTurnDetector({ hangoverMs })).then(
      (detector) => this.#begin(detector, generation),
      (error: unknown) => this.#onFailure(error),
    );
  }

  push(audio: Uint8Array): void {
    for (let offset = 0; offset < audio.length; offset += SLICE_BYTES) {
      const slice = audio.subarray(offset, offset + SLICE_BYTES);
      if (this.#isMaking) this.#keep(slice);
      else this.#hear(slice);
    }
  }

  /** Releases the detector. Closing twice is safe. */
  close(): void {
    this.#generation += 1;
    this.#detector?.close();
    this.#detector = null;
    for (const slice of this.#waiting) this.#positionMs += slice.length / MULAW_BYTES_PER_MS;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#isMaking = false;
  }

  #begin(detector: TurnDetector, generation: number): void {
    if (generation !== this.#generation) {
      detector.close();
      return;
    }
    this.#detector = detector;
    this.#baseMs = this.#positionMs;
    this.#isMaking = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (const slice of waiting) this.#hear(slice);
  }

  #keep(slice: Uint8Array): void {
    this.#waiting.push(slice);
    this.#waitingBytes += slice.length;
    while (this.#waitingBytes > MAX_WAITING_BYTES) {
      const dropped = this.#waiting.shift();
      if (dropped === undefined) return;
      this.#waitingBytes -= dropped.length;
      this.#positionMs += dropped.length / MULAW_BYTES_PER_MS;
    }
  }

  #hear(slice: Uint8Array): void {
    this.#positionMs += slice.length / MULAW_BYTES_PER_MS;
    for (const edge of this.#detector?.push(slice) ?? []) {
      this.#onEdge({ ...edge, atMs: edge.atMs + this.#baseMs, noticedAtMs: this.#positionMs });
    }
  }
}
