import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFiller } from './filler.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const line = { isHearing: false, isSpeaking: false };
  const begunAtMs = performance.now();
  const said: number[] = [];
  const wait = createFiller({
    isHearing: () => line.isHearing,
    isSpeaking: () => line.isSpeaking,
    say: () => void said.push(Math.round(performance.now() - begunAtMs)),
  });
  return { line, said, wait, pass: (ms: number) => vi.advanceTimersByTime(ms) };
}

describe('a candidate who waits', () => {
  it('is asked for a moment after 1.2 s, however often the wait is reported', () => {
    const { said, wait, pass } = start();
    wait.begin();
    pass(1_000);
    wait.begin();
    pass(5_000);
    expect(said).toEqual([1_200]);
  });

  it('is asked nothing when the interviewer speaks first', () => {
    const { said, wait, pass } = start();
    wait.begin();
    pass(1_000);
    wait.stop();
    pass(10_000);
    expect(said).toEqual([]);
    expect(wait.isWaiting).toBe(false);
  });

  it('is not talked over, and is asked once they have finished', () => {
    const { line, said, wait, pass } = start();
    line.isSpeaking = true;
    wait.begin();
    pass(2_000);
    line.isSpeaking = false;
    pass(2_000);
    expect(said).toEqual([2_400]);
  });

  it('is asked nothing while a sentence is still to be heard', () => {
    const { line, said, wait, pass } = start();
    line.isHearing = true;
    wait.begin();
    pass(10_000);
    expect(said).toEqual([]);
  });

  it('has waited all along when the next interviewer asks for an answer at once', () => {
    const { said, wait, pass } = start();
    wait.begin();
    pass(800);
    wait.pause();
    pass(100);
    wait.begin();
    pass(1_000);
    expect(said).toEqual([1_200]);
  });

  it('has nothing to wait for when the next interviewer asks for none', () => {
    const { said, wait, pass } = start();
    wait.begin();
    pass(800);
    wait.pause();
    pass(5_000);
    expect(said).toEqual([]);
    wait.begin();
    pass(1_200);
    expect(said).toEqual([7_000]);
  });

  it('is asked at once when the interviewer may have hung for long, and not twice within six seconds', () => {
    const { said, wait, pass } = start();
    wait.hurry();
    pass(0);
    wait.begin();
    pass(10_000);
    expect(said).toEqual([0, 6_000]);
  });

  it('is not asked twice within six seconds when one interviewer after another hangs', () => {
    const { said, wait, pass } = start();
    wait.hurry();
    pass(1_000);
    wait.hurry();
    pass(10_000);
    expect(said).toEqual([0, 6_000]);
  });
});
