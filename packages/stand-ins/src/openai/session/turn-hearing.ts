import { loudnessOf } from '../../candidate/loudness.ts';
import type { Hearing } from '../../voice/types.ts';
import type { Ears, Mind } from '../parts.ts';
import { MULAW_BYTES_PER_MS } from '../protocol/audio-format.ts';
import type { HeardTurn } from '../protocol/conversation.ts';
import type { SessionCore } from './session-core.ts';
import { sendPartial } from './transcription.ts';

/** This much new audio makes it worth decoding the growing stretch again. */
const PARTIAL_EVERY_MS = 600;
/** From here on a stretch may be closed at a pause. What is closed is never decoded again. */
const STRETCH_MS = 5000;
/** Without a pause it is closed here, because decoding a growing stretch again and again costs more and more. */
const LONGEST_STRETCH_MS = 12_000;
const PAUSE_MS = 240;
/** Below this a stretch of telephone audio counts as a pause (16-bit units). */
const PAUSE_LOUDNESS = 150;
/** The last words of a partial result often change with the next one. */
const UNSTABLE_WORDS = 2;

interface TurnHearingOptions {
  hearing: Hearing;
  vocabulary: readonly string[];
  /** False: the turn is decoded once, at its end. */
  isIncremental: boolean;
  /** More of the text so far. Published words are never withdrawn. */
  onWords(words: string): void;
  onFailure(error: unknown): void;
}

/**
 * Hears one turn while it is being spoken. Words appear as they become stable, and at the end only the last stretch is
 * left to decode. So a long answer needs no longer wait than a short one.
 */
export class TurnHearing {
  readonly #options: TurnHearingOptions;
  #open: Uint8Array[] = [];
  #openBytes = 0;
  #decodedBytes = 0;
  #closed: Promise<string>[] = [];
  #previousWords: string[] = [];
  #givenWords = 0;
  #isDecoding = false;
  #isOver = false;

  constructor(options: TurnHearingOptions) {
    this.#options = options;
  }

  push(audio: Uint8Array): void {
    if (this.#isOver) return;
    this.#open.push(audio);
    this.#openBytes += audio.length;
    if (!this.#options.isIncremental) return;
    const openMs = this.#openBytes / MULAW_BYTES_PER_MS;
    const isLongEnough = openMs >= STRETCH_MS && this.#endsInPause();
    if (isLongEnough || openMs >= LONGEST_STRETCH_MS) this.#closeStretch();
    else if (this.#openBytes - this.#decodedBytes >= PARTIAL_EVERY_MS * MULAW_BYTES_PER_MS)
      this.#decodePartial();
  }

  /** The whole turn. `text` is null when the recogniser failed. The reason went to `onFailure`. */
  async finish(durationMs: number): Promise<HeardTurn> {
    this.#isOver = true;
    if (this.#openBytes > 0) this.#closed.push(this.#decode(this.#takeOpen()));
    try {
      const texts = await Promise.all(this.#closed);
      return { text: texts.filter((text) => text !== '').join(' '), durationMs };
    } catch (error) {
      this.#options.onFailure(error);
      return { text: null, durationMs };
    }
  }

  #endsInPause(): boolean {
    const tail = Buffer.concat(this.#open.slice(-PAUSE_MS / 20)).subarray(-PAUSE_MS * MULAW_BYTES_PER_MS);
    return loudnessOf(tail) < PAUSE_LOUDNESS;
  }

  #closeStretch(): void {
    const given = this.#givenWords;
    const text = this.#decode(this.#takeOpen());
    this.#closed.push(text);
    text.then(
      (whole) => this.#give(whole.split(' ').slice(given)),
      () => {},
    );
    this.#previousWords = [];
    this.#givenWords = 0;
  }

  #decodePartial(): void {
    if (this.#isDecoding) return;
    this.#isDecoding = true;
    this.#decodedBytes = this.#openBytes;
    const stretch = this.#closed.length;
    this.#decode(new Uint8Array(Buffer.concat(this.#open)))
      .then((text) => {
        if (this.#isOver || stretch !== this.#closed.length) return;
        const words = text.split(' ').filter((word) => word !== '');
        const stable = stableWords(this.#previousWords, words);
        this.#previousWords = words;
        this.#give(words.slice(this.#givenWords, stable));
        this.#givenWords = Math.max(this.#givenWords, stable);
      })
      // A failed partial result costs a caption. The same failure at the end of the turn is reported.
      .catch(() => {})
      .finally(() => {
        this.#isDecoding = false;
      });
  }

  #takeOpen(): Uint8Array {
    const audio = new Uint8Array(Buffer.concat(this.#open));
    this.#open = [];
    this.#openBytes = 0;
    this.#decodedBytes = 0;
    return audio;
  }

  async #decode(audio: Uint8Array): Promise<string> {
    const { hearing, vocabulary } = this.#options;
    return (await hearing.transcribe(audio, { vocabulary })).text.trim();
  }

  #give(words: readonly string[]): void {
    const text = words.filter((word) => word !== '').join(' ');
    if (text !== '' && !this.#isOver) this.#options.onWords(text);
  }
}

/** Starts hearing a caller's turn, with the words that are likely in it. Null when there is no recogniser. */
export function startHearing(
  core: SessionCore,
  parts: { ears: Ears; mind: Mind; onFailure(error: unknown): void },
  itemId: string,
): TurnHearing | null {
  const { hearing, isIncremental } = parts.ears;
  if (hearing === null) return null;
  const { configuration } = core;
  const keywords = configuration.audio.input.transcription?.keywords ?? [];
  return new TurnHearing({
    hearing,
    vocabulary: [...keywords, ...(parts.mind.vocabulary?.(configuration) ?? [])],
    isIncremental,
    onWords: (words) => sendPartial(core, itemId, words),
    onFailure: parts.onFailure,
  });
}

/** On how many words two readings of the same growing audio agree, without the unstable end. */
export function stableWords(previous: readonly string[], current: readonly string[]): number {
  let common = 0;
  while (common < current.length && current[common] === previous[common]) common += 1;
  return Math.min(common, Math.max(0, current.length - UNSTABLE_WORDS));
}
