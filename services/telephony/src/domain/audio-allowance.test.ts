import { describe, expect, it } from 'vitest';
import { type Admission, createAudioAllowance } from './audio-allowance.ts';

/** The verdicts on 20 ms frames that arrive at these times. */
function bring(times: readonly number[], frameMs = 20): Record<Admission, number> {
  const allowance = createAudioAllowance();
  const counts = { pass: 0, drop: 0, close: 0 };
  for (const atMs of times) counts[allowance.take(frameMs, atMs)] += 1;
  return counts;
}
/** Frames that arrive evenly, `factor` times as fast as they last. */
const evenly = (seconds: number, factor: number) =>
  Array.from({ length: seconds * 50 * factor }, (_, index) => (index * 20) / factor);

describe('the audio of a stream', () => {
  it('passes whole at its own speed, and with a clock that runs slightly fast', () => {
    for (const factor of [1, 1.2]) expect(bring(evenly(600, factor))).toMatchObject({ drop: 0, close: 0 });
  });

  it('passes whole when eight stalled seconds arrive at once, again and again', () => {
    const times = evenly(120, 1).map((atMs) => {
      const inRound = atMs % 20_000;
      return inRound > 4_000 && inRound < 12_000 ? atMs - inRound + 12_000 : atMs;
    });
    expect(bring(times)).toMatchObject({ drop: 0, close: 0 });
  });

  it('is cut to one and a half times its time plus three seconds', () => {
    const { pass } = bring(evenly(4, 3));
    expect(pass * 20).toBeLessThanOrEqual(4_000 * 1.5 + 3_000);
    expect(pass * 20).toBeGreaterThan(4_000 * 1.5 + 2_900);
  });

  it('ends the stream when it is ten seconds ahead', () => {
    const allowance = createAudioAllowance();
    let broughtMs = 0;
    while (allowance.take(20, 0) !== 'close') broughtMs += 20;
    expect(broughtMs).toBe(10_000);
  });

  it('that was too much for a moment does not count against the stream for ever', () => {
    const allowance = createAudioAllowance();
    for (let index = 0; index < 400; index++) allowance.take(20, 0);
    let passed = 0;
    for (let index = 1; index <= 500; index++) passed += allowance.take(20, index * 20) === 'pass' ? 1 : 0;
    expect(passed).toBe(500);
  });

  it('that arrives too fast now and then, minutes apart, ends no stream', () => {
    // Fourteen seconds at once. The allowance covers eleven of them.
    const bursts = Array.from({ length: 20 }, (_, index) => Array<number>(700).fill(index * 60_000 + 60_000));
    const { drop, close } = bring([0, ...bursts.flat()]);
    expect(drop * 20).toBeGreaterThan(20 * 2_900);
    expect(close).toBe(0);
  });

  it('in very small frames counts by the work that they cause', () => {
    const { pass, close } = bring(evenly(10, 20), 1);
    expect(pass).toBeLessThanOrEqual((10_000 * 1.5 + 3_000) / 10);
    expect(close).toBeGreaterThan(0);
  });

  it('does not grow with silence', () => {
    const times = Array.from({ length: 20 }, (_, index) => Array<number>(800).fill(index * 30_000)).flat();
    const { pass } = bring(times);
    expect(pass * 20).toBeLessThanOrEqual(20 * 11_000);
  });
});
