import { gapFrame } from '@ringback/shared/contract/audio';
import { describe, expect, it } from 'vitest';
import { silentFrame } from './caller-clock.ts';
import { createKeptFrames } from './kept-frames.ts';

/** One frame with this many ms of audio. */
const frame = (ms: number, timestampMs = 0) => ({
  timestampMs,
  payload: Buffer.alloc(ms * 8, 0x55).toString('base64'),
});

describe('the caller’s audio that is kept', () => {
  it('counts by duration, whatever the size of its frames', () => {
    const kept = createKeptFrames();
    for (const ms of [20, 100, 1]) kept.add(frame(ms));
    expect([kept.ms, kept.clockMs]).toEqual([121, 121]);
    kept.keepLast(101);
    expect(kept.frames.map(({ payload }) => payload.length)).toEqual(
      [frame(100), frame(1)].map(({ payload }) => payload.length),
    );
    expect([kept.ms, kept.clockMs]).toEqual([101, 121]);
    kept.keepLast(0);
    expect([kept.frames, kept.ms]).toEqual([[], 0]);
  });

  it('is the last two minutes of an endless answer', () => {
    const kept = createKeptFrames();
    for (let index = 0; index < 10_000; index++) kept.add(frame(20, index));
    expect(kept.ms).toBeGreaterThanOrEqual(120_000);
    expect(kept.ms).toBeLessThanOrEqual(130_000);
    expect(kept.frames.at(-1)?.timestampMs).toBe(9_999);
  });

  it('comes back exactly as it came, silence and gaps as well, and the latest of it alone', () => {
    const kept = createKeptFrames();
    const came = Array.from({ length: 2_000 }, (_, place) => ({
      timestampMs: place * 20,
      payload:
        [silentFrame, gapFrame][place % 7] ??
        Buffer.alloc(1 + (place % 1_024), place % 256).toString('base64'),
    }));
    for (const each of came) kept.add(each);
    const { frames } = kept;
    expect(frames).toEqual(came.slice(-frames.length));
    expect(frames.length).toBeGreaterThan(500);
    expect(kept.latest(300)).toEqual(came.slice(-300));
    kept.keepLast(1_000);
    expect(kept.frames).toEqual(came.slice(-kept.frames.length));
    expect([kept.latest(5), kept.latest(10_000)]).toEqual([came.slice(-5), kept.frames]);
  });

  it('is bounded in bytes when frames are very large or very small', () => {
    for (const [ms, count] of [
      [1_000, 1_000],
      [1, 100_000],
    ] as const) {
      const kept = createKeptFrames();
      for (let index = 0; index < count; index++) kept.add(frame(ms));
      const bytes = kept.frames.reduce((sum, { payload }) => sum + payload.length + 64, 0);
      expect(bytes).toBeLessThanOrEqual(2 * 1024 * 1024);
    }
  });
});
