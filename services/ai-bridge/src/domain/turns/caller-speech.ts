/**
 * When the candidate really was loud, by their own audio. The model's times of a turn are those of the audio that it
 * was given: its beginning has the padding before speech in it, its end the silence that ended it. Pauses and answers
 * are measured without both.
 */

/** One stretch of speech on the call's clock, in ms. */
export interface SpokenSpan {
  fromMs: number;
  toMs: number;
}

/** Quiet between two words of one stretch. */
const wordGapMs = 200;
/** A shorter sound is a click. */
const shortestMs = 60;
/** Enough for the longest turn that is looked back at; of earlier ones the model's times stand. */
const mostSpans = 300;

/** The stretches after one more loud piece of audio. */
export function withLoud(spans: readonly SpokenSpan[], fromMs: number, toMs: number): readonly SpokenSpan[] {
  const last = spans.at(-1);
  if (last === undefined || fromMs - last.toMs > wordGapMs)
    return [...spans, { fromMs, toMs }].slice(-mostSpans);
  return [...spans.slice(0, -1), { fromMs: last.fromMs, toMs }];
}

/** From the first to the last speech in this time; null when there was none. */
export function spokenWithin(spans: readonly SpokenSpan[], { fromMs, toMs }: SpokenSpan): SpokenSpan | null {
  const within = spans.filter(
    (span) => span.toMs > fromMs && span.fromMs < toMs && span.toMs - span.fromMs >= shortestMs,
  );
  const [first, last] = [within.at(0), within.at(-1)];
  if (first === undefined || last === undefined) return null;
  // Of a very long answer the first stretches are forgotten: then the model's time is the better one.
  const isForgotten = spans.length >= mostSpans && first === spans[0];
  return { fromMs: isForgotten ? fromMs : Math.max(fromMs, first.fromMs), toMs: Math.min(toMs, last.toMs) };
}
