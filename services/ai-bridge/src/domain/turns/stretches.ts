import { mostLineGaps, mostVoiceSpans, type VoiceSpan } from '@ringback/shared/contract/voice-span';

/**
 * When the candidate really was loud, by their own audio. The model's times of a turn include the padding before the
 * speech and the silence that ended it, because they belong to the audio that the model was given. Pauses and answers
 * are measured without both.
 */

/** One stretch of speech on the call's clock, in ms. */
export type SpokenSpan = VoiceSpan;

/** Quiet between two words of one stretch. */
const wordGapMs = 200;
/** From this length on, silence counts as a pause when speech is measured (the usual threshold). */
const shortestPauseMs = 250;
/** A shorter sound is a click. */
const shortestMs = 60;
/** Enough for the longest turn that is looked back at. For earlier turns the model's times stand. */
const mostSpans = 300;

/** Stretches of the caller's audio, bounded. The newest one grows frame by frame. */
export class Stretches {
  readonly #joinMs: number;
  readonly #most: number;
  /** Those before the newest one, and all of them as they were last asked for. Neither list ever changes. */
  #before: readonly SpokenSpan[];
  #all: readonly SpokenSpan[] | null;
  #newest: SpokenSpan | null;

  /** `joinMs`: the longest gap within one stretch. */
  constructor(joinMs: number, most: number, begun: readonly SpokenSpan[]) {
    this.#joinMs = joinMs;
    this.#most = most;
    const newest = begun.at(-1);
    this.#before = begun.slice(0, -1);
    this.#newest = newest === undefined ? null : { ...newest };
    this.#all = begun;
  }

  add(fromMs: number, toMs: number): void {
    const newest = this.#newest;
    if (newest !== null && fromMs - newest.toMs <= this.#joinMs) newest.toMs = toMs;
    else {
      this.#before = this.all.slice(1 - this.#most);
      this.#newest = { fromMs, toMs };
    }
    this.#all = null;
  }

  get all(): readonly SpokenSpan[] {
    this.#all ??= this.#newest === null ? this.#before : [...this.#before, { ...this.#newest }];
    return this.#all;
  }

  /** The end of the newest stretch. Null: there is none. */
  get endMs(): number | null {
    return this.#newest?.toMs ?? null;
  }
}

/** When the candidate is loud. */
export const loudStretches = (begun: readonly SpokenSpan[] = []) =>
  new Stretches(wordGapMs, mostSpans, begun);
/** When the line brings no audio. */
export const gapStretches = (begun: readonly SpokenSpan[] = []) => new Stretches(0, mostLineGaps, begun);

/** From the first to the last speech in this time. Null: there was none. */
export function spokenWithin(spans: readonly SpokenSpan[], { fromMs, toMs }: SpokenSpan): SpokenSpan | null {
  const within = spans.filter(
    (span) => span.toMs > fromMs && span.fromMs < toMs && span.toMs - span.fromMs >= shortestMs,
  );
  const [first, last] = [within.at(0), within.at(-1)];
  if (first === undefined || last === undefined) return null;
  // The first stretches of a very long answer are forgotten, so the model's time is the better one.
  const isForgotten = spans.length >= mostSpans && first === spans[0];
  return { fromMs: isForgotten ? fromMs : Math.max(fromMs, first.fromMs), toMs: Math.min(toMs, last.toMs) };
}

/** The part of these stretches that lies in this time. */
export function within(spans: readonly SpokenSpan[], { fromMs, toMs }: SpokenSpan): SpokenSpan[] {
  return spans
    .map((span) => ({ fromMs: Math.max(fromMs, span.fromMs), toMs: Math.min(toMs, span.toMs) }))
    .filter((span) => span.toMs > span.fromMs);
}

const isClick = ({ fromMs, toMs }: SpokenSpan) => toMs - fromMs < shortestMs;

/** The same stretches, with every shorter gap bridged. */
function bridged(spans: readonly SpokenSpan[], gapMs: number): SpokenSpan[] {
  const joined: SpokenSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && span.fromMs - last.toMs < gapMs) last.toMs = span.toMs;
    else joined.push({ ...span });
  }
  return joined;
}

/**
 * When the voice was heard in this time, without pauses, in at most two hundred stretches. In a turn with more of them
 * the shortest pauses are dropped, so that the long ones stay. Null: not known for all of this time.
 */
export function voiceWithin(spans: readonly SpokenSpan[], window: SpokenSpan): SpokenSpan[] | null {
  const [oldest] = spans;
  if (oldest === undefined || (spans.length >= mostSpans && oldest.fromMs > window.fromMs)) return null;
  const heard = within(
    spans.filter((span) => !isClick(span)),
    window,
  );
  const voiced = bridged(heard, shortestPauseMs);
  if (voiced.length <= mostVoiceSpans) return voiced.length === 0 ? null : voiced;
  const pauses = voiced.slice(1).map(({ fromMs }, index) => fromMs - (voiced[index]?.toMs ?? fromMs));
  const shortestKept = pauses.toSorted((a, b) => b - a)[mostVoiceSpans - 1] ?? 0;
  return bridged(heard, shortestKept + 1);
}
