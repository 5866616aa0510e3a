import { MULAW_BYTES_PER_MS } from './audio-format.ts';

/** The most uncommitted audio that is kept, so that a forgotten microphone does not fill the memory. */
const MAX_KEPT_MS = 15 * 60_000;

/** The input audio buffer: µ-law audio by its position in milliseconds since the session began. */
export class CallerAudio {
  #chunks: Uint8Array[] = [];
  #firstByte = 0;
  #endByte = 0;

  /** How much audio has been written in the whole session. It is the only clock of turn detection. */
  get positionMs(): number {
    return this.#endByte / MULAW_BYTES_PER_MS;
  }

  get keptMs(): number {
    return (this.#endByte - this.#firstByte) / MULAW_BYTES_PER_MS;
  }

  get keptFromMs(): number {
    return this.#firstByte / MULAW_BYTES_PER_MS;
  }

  append(audio: Uint8Array): void {
    if (audio.length === 0) return;
    this.#chunks.push(audio);
    this.#endByte += audio.length;
    if (this.keptMs > MAX_KEPT_MS) this.dropBefore(this.positionMs - MAX_KEPT_MS);
  }

  /** A copy of the kept audio between two positions. */
  slice(fromMs: number, toMs: number): Uint8Array {
    const from = Math.max(0, Math.round(fromMs * MULAW_BYTES_PER_MS) - this.#firstByte);
    const to = Math.max(from, Math.round(toMs * MULAW_BYTES_PER_MS) - this.#firstByte);
    return new Uint8Array(Buffer.concat(this.#chunks).subarray(from, to));
  }

  /** Drops audio before a position. The rest begins at a chunk's edge, so slightly more may be kept. */
  dropBefore(positionMs: number): void {
    const limit = positionMs * MULAW_BYTES_PER_MS;
    let first = this.#chunks[0];
    while (first !== undefined && this.#firstByte + first.length <= limit) {
      this.#firstByte += first.length;
      this.#chunks.shift();
      first = this.#chunks[0];
    }
  }

  clear(): void {
    this.#chunks = [];
    this.#firstByte = this.#endByte;
  }
}
