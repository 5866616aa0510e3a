import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startFrameClock } from './frame-clock.ts';

describe('frame clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gives one frame for every 20 ms', () => {
    const onFrame = vi.fn();
    const clock = startFrameClock({ onFrame, onGap: vi.fn() });
    vi.advanceTimersByTime(1000);
    expect(onFrame).toHaveBeenCalledTimes(50);
    clock.stop();
    vi.advanceTimersByTime(1000);
    expect(onFrame).toHaveBeenCalledTimes(50);
  });

  it('catches up after a late timer, and reports what is beyond its limit', () => {
    let time = 0;
    const frames: number[] = [];
    const onGap = vi.fn();
    const clock = startFrameClock({
      onFrame: (n) => frames.push(n),
      onGap,
      maxCatchUpFrames: 3,
      now: () => time,
    });
    time = 200;
    vi.advanceTimersByTime(20);
    expect(onGap).toHaveBeenCalledExactlyOnceWith(7);
    expect(frames).toEqual([7, 8, 9]);
    clock.stop();
  });

  it('stops inside a frame', () => {
    let time = 0;
    const onFrame = vi.fn(() => clock.stop());
    const clock = startFrameClock({ onFrame, onGap: vi.fn(), now: () => time });
    time = 200;
    vi.advanceTimersByTime(20);
    expect(onFrame).toHaveBeenCalledTimes(1);
  });
});
