import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AudioClock, watchAudioClock } from './audio-clock.ts';

/** A context that does what a test says. */
class FakeContext extends EventTarget {
  state = 'running';
  currentTime = 0;
  resumed = 0;
  async resume() {
    this.resumed += 1;
  }
  become(state: string) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

let context: FakeContext;
let clock: AudioClock;
let changes: boolean[];
const seconds = (count: number, isTimePassing: boolean) => {
  for (let second = 0; second < count; second++) {
    if (isTimePassing) context.currentTime += 1;
    vi.advanceTimersByTime(1_000);
  }
};

beforeEach(() => {
  vi.useFakeTimers();
  context = new FakeContext();
  changes = [];
  clock = watchAudioClock(context, () => changes.push(clock.isRunning));
});
afterEach(() => {
  clock.stop();
  vi.useRealTimers();
});

describe('the clock of an audio context', () => {
  it('runs as long as its time passes', () => {
    seconds(60, true);
    expect(clock).toMatchObject({ isRunning: true, isStanding: false });
    expect(changes).toEqual([]);
  });

  it('stands when its time does, although the state says running', () => {
    seconds(2, true);
    seconds(2, false);
    expect(clock.isStanding).toBe(false);
    seconds(2, false);
    expect(clock).toMatchObject({ isRunning: false, isStanding: true });
    expect(changes).toEqual([false]);
  });

  it('does not stand while it is suspended: its time has no reason to pass', () => {
    context.become('suspended');
    seconds(10, false);
    expect(clock).toMatchObject({ isRunning: false, isStanding: false });
  });

  it('is never resumed during an interruption', () => {
    context.become('interrupted');
    seconds(30, false);
    expect(context.resumed).toBe(0);
    expect(clock).toMatchObject({ isRunning: false, isStanding: false });
  });

  it('is resumed once after an interruption that ended in suspension', () => {
    context.become('interrupted');
    context.become('suspended');
    context.become('suspended');
    expect(context.resumed).toBe(1);
  });

  it('is left alone after an interruption that ended by itself, and when the page suspended it', () => {
    context.become('interrupted');
    context.become('running');
    context.become('suspended');
    expect(context.resumed).toBe(0);
  });

  it('tells nothing after it was stopped', () => {
    clock.stop();
    context.become('suspended');
    seconds(5, false);
    expect(changes).toEqual([]);
  });
});
