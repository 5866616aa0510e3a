import { describe, expect, it } from 'vitest';
import { createCallerClock } from './caller-clock.ts';

describe('the caller’s clock', () => {
  it('fills a gap of 60 ms and more with as many frames as are missing', () => {
    const clock = createCallerClock();
    clock.onFrame(0);
    expect(clock.takeSilence(40)).toBe(0);
    expect(clock.takeSilence(60)).toBe(3);
    expect(clock.takeSilence(80)).toBe(0);
    expect(clock.takeSilence(120)).toBe(3);
  });

  it('fills nothing twice when the frames come after all', () => {
    const clock = createCallerClock();
    clock.onFrame(0);
    expect(clock.takeSilence(100)).toBe(5);
    for (let frame = 0; frame < 5; frame++) clock.onFrame(100);
    expect(clock.takeSilence(140)).toBe(0);
  });

  it('invents nothing before the first frame, nor for longer than ten seconds', () => {
    const clock = createCallerClock();
    expect(clock.takeSilence(1_000)).toBe(0);
    expect(clock.silentForMs(1_000)).toBe(0);
    clock.onFrame(1_000);
    expect(clock.takeSilence(12_000)).toBe(0);
    expect(clock.silentForMs(12_000)).toBe(11_000);
  });
});
