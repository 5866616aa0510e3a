import { gapFrame, judgeSpeech, unknownNoiseDb } from '@ringback/shared/contract/audio';
import type { Conversation } from './conversation.ts';
import { gapStretches, loudStretches, type Stretches } from './stretches.ts';

/** One piece of the caller's audio, base64 µ-law at 8 kHz. */
export interface CallerFrame {
  payload: string;
  audioMs: number;
}

/**
 * What is counted of the caller's audio as it passes: the clock of the call, the noise of the line, when the candidate
 * was loud, and when the line brought nothing. It changes with each frame, and is a part of the machine's state only
 * while the machine takes a step.
 */
export class HeardCaller {
  #clockMs: number;
  #noiseDb: number = unknownNoiseDb;
  readonly #speech: Stretches;
  readonly #gaps: Stretches;

  constructor({ clockMs, callerSpeech, lineGaps }: Conversation) {
    this.#clockMs = clockMs;
    this.#speech = loudStretches(callerSpeech);
    this.#gaps = gapStretches(lineGaps);
  }

  get clockMs(): number {
    return this.#clockMs;
  }

  /** The last piece was loud. */
  get isLoudNow(): boolean {
    return this.#speech.endMs === this.#clockMs;
  }

  /** The model is given this piece. Returns whether it is loud. */
  add(frame: CallerFrame): boolean {
    const fromMs = this.#clockMs;
    const { isSpeech, noiseDb } = judgeSpeech(this.#noiseDb, frame);
    this.#noiseDb = noiseDb;
    this.#clockMs += frame.audioMs;
    if (isSpeech) this.#speech.add(fromMs, this.#clockMs);
    if (frame.payload === gapFrame) this.#gaps.add(fromMs, this.#clockMs);
    return isSpeech;
  }

  /** Time goes on, and the model is not given this. */
  skip(audioMs: number): void {
    this.#clockMs += audioMs;
  }

  /** The conversation as it is by now. */
  into(conversation: Conversation): Conversation {
    const [callerSpeech, lineGaps] = [this.#speech.all, this.#gaps.all];
    return { ...conversation, clockMs: this.#clockMs, callerSpeech, lineGaps };
  }

  /** After a loss the clock goes back to where the audio is replayed from. */
  setClock(clockMs: number): void {
    this.#clockMs = clockMs;
  }
}

/** How long some audio was loud, and how quiet it has been since. */
export class SoundCount {
  lastLoudMs: number | null = null;
  loudMs = 0;
  quietMs = 0;

  /** One more piece, which begins at this moment. */
  add(isLoud: boolean, fromMs: number, audioMs: number): void {
    if (isLoud) {
      this.lastLoudMs = fromMs;
      this.loudMs += audioMs;
      this.quietMs = 0;
    } else this.quietMs += audioMs;
  }
}
