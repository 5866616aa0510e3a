import { describe, expect, it } from 'vitest';
import { createCallerClock } from './caller-clock.ts';

const [quiet, spoken] = [() => true, () => false];

describe('the caller’s clock', () => {
  it('fills a gap of 60 ms and more with as many frames as are missing', () => {
    const clock = createCallerClock();
    clock.onFrame(0, spoken);
    expect(clock.takeSilence(40)).toBe(0);
    expect(clock.takeSilence(60)).toBe(3);
    expect(clock.takeSilence(80)).toBe(0);
    expect(clock.takeSilence(120)).toBe(3);
  });

  it('fills nothing twice when the frames arrive after all', () => {
    const clock = createCallerClock();
    clock.onFrame(0, spoken);
    expect(clock.takeSilence(100)).toBe(5);
    for (let frame = 0; frame < 5; frame++) clock.onFrame(100, spoken);
    expect(clock.takeSilence(140)).toBe(0);
  });

  it('invents nothing before the first frame, nor for longer than ten seconds', () => {
    const clock = createCallerClock();
    expect(clock.takeSilence(1_000)).toBe(0);
    expect(clock.silentForMs(1_000)).toBe(0);
    clock.onFrame(1_000, spoken);
    expect(clock.takeSilence(12_000)).toBe(0);
    expect(clock.silentForMs(12_000)).toBe(11_000);
  });

  /**
   * A busy machine: now and then nothing arrives for `lateMs`, then everything at once. Speech for 40 s, then quiet.
   */
  function passedOf({ totalMs, lateMs, spokenMs }: { totalMs: number; lateMs: number; spokenMs: number }) {
    const clock = createCallerClock();
    let [passed, words, late] = [0, 0, 0];
    for (let atMs = 0; atMs < totalMs; atMs += 20) {
      late += 1;
      if (atMs % 1_000 >= lateMs) {
        for (; late > 0; late--) {
          const isQuiet = atMs >= spokenMs;
          if (!clock.onFrame(atMs, () => isQuiet)) continue;
          passed += 20;
          if (!isQuiet) words += 20;
        }
      }
      passed += clock.takeSilence(atMs) * 20;
    }
    return { passed, words };
  }

  it('never runs ahead of time, however often frames arrive late, and leaves out no word', () => {
    const { passed, words } = passedOf({ totalMs: 90_000, lateMs: 400, spokenMs: 40_000 });
    expect(Math.abs(passed - 90_000)).toBeLessThanOrEqual(200);
    expect(words).toBeGreaterThanOrEqual(40_000 - 400);
  });

  it('leaves out nothing of a line that loses no frame, even when the line sends ahead of time', () => {
    const clock = createCallerClock();
    const passed = Array.from({ length: 500 }, (_, frame) => clock.onFrame(frame * 4, quiet));
    expect(passed).not.toContain(false);
  });

  it('keeps what was filled in for frames that never came', () => {
    const clock = createCallerClock();
    clock.onFrame(0, quiet);
    expect(clock.takeSilence(1_000)).toBe(50);
    const passed = Array.from({ length: 100 }, (_, frame) => clock.onFrame(1_020 + frame * 20, quiet));
    expect(passed).not.toContain(false);
  });
});
