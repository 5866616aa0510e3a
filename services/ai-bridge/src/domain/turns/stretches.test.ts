import { describe, expect, it } from 'vitest';
import { gapStretches, loudStretches, type SpokenSpan, spokenWithin, voiceWithin } from './stretches.ts';

/** Loud from the first to the second time of each pair, in frames of 20 ms. */
function loud(...spans: readonly (readonly [number, number])[]): readonly SpokenSpan[] {
  const known = loudStretches();
  for (const [fromMs, toMs] of spans)
    for (let atMs = fromMs; atMs < toMs; atMs += 20) known.add(atMs, atMs + 20);
  return known.all;
}

describe('when the candidate was loud', () => {
  it('is one stretch across the gaps between words, and two across a pause', () => {
    expect(loud([1_000, 1_400], [1_600, 2_000], [2_400, 3_000])).toEqual([
      { fromMs: 1_000, toMs: 2_000 },
      { fromMs: 2_400, toMs: 3_000 },
    ]);
  });

  it('measures a turn without the padding before it and the silence that ended it', () => {
    const spans = loud([1_000, 1_400], [2_400, 3_000]);
    expect(spokenWithin(spans, { fromMs: 700, toMs: 4_100 })).toEqual({ fromMs: 1_000, toMs: 3_000 });
    expect(spokenWithin(spans, { fromMs: 2_100, toMs: 4_100 })).toEqual({ fromMs: 2_400, toMs: 3_000 });
  });

  it('is unknown where there was no voice, or only a click', () => {
    expect(spokenWithin(loud([1_000, 1_400]), { fromMs: 2_000, toMs: 3_000 })).toBeNull();
    expect(spokenWithin(loud([2_000, 2_040]), { fromMs: 1_700, toMs: 3_000 })).toBeNull();
  });

  it('is bounded', () => {
    const many = loud(...Array.from({ length: 500 }, (_, at) => [at * 1_000, at * 1_000 + 100] as const));
    expect(many).toHaveLength(300);
    expect(many.at(-1)).toEqual({ fromMs: 499_000, toMs: 499_100 });
  });

  it('does not move the beginning of a very long answer to the oldest stretch that is still known', () => {
    const spans = loudStretches();
    for (let word = 0; word < 600; word++) spans.add(word * 700, word * 700 + 400);
    expect(spokenWithin(spans.all, { fromMs: 0, toMs: 420_000 })).toEqual({
      fromMs: 0,
      toMs: 599 * 700 + 400,
    });
  });
});

describe('the voice within a turn', () => {
  /** This many words of 300 ms, each after a pause that is 2 ms longer than the one before. */
  const words = (count: number) => {
    let atMs = 0;
    const spans = Array.from({ length: count }, (_, at) => {
      const fromMs = atMs + 250 + at * 2;
      atMs = fromMs + 300;
      return { fromMs, toMs: atMs };
    });
    return { spans, window: { fromMs: 250, toMs: atMs } };
  };

  it('is bounded, and keeps its longest pauses', () => {
    const { spans, window } = words(290);
    const voiced = voiceWithin(spans, window) ?? [];
    expect(voiced.length).toBe(200);
    expect(voiced.at(-1)).toEqual(spans.at(-1));
    expect(voiced[0]).toEqual({ fromMs: 250, toMs: spans[90]?.toMs });
  });

  it('is unknown if its beginning is forgotten, and empty if the candidate did not speak', () => {
    const { spans, window } = words(300);
    expect(voiceWithin(spans, window)).not.toBeNull();
    expect(voiceWithin(spans, { ...window, fromMs: 0 })).toBeNull();
    expect(voiceWithin([], window)).toBeNull();
    expect(voiceWithin([{ fromMs: 300, toMs: 340 }], window)).toBeNull();
  });
});

describe('gaps of the line', () => {
  it('are one for as long as no audio comes, and bounded', () => {
    const gaps = gapStretches();
    gaps.add(0, 20);
    const early = gaps.all;
    gaps.add(20, 40);
    gaps.add(100, 120);
    expect(gaps.all).toEqual([
      { fromMs: 0, toMs: 40 },
      { fromMs: 100, toMs: 120 },
    ]);
    // What was asked for earlier does not grow.
    expect(early).toEqual([{ fromMs: 0, toMs: 20 }]);
    for (let at = 1; at < 80; at++) gaps.add(at * 1_000, at * 1_000 + 20);
    expect(gaps.all).toHaveLength(50);
  });
});
