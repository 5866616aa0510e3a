import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPacedReplay } from './paced-replay.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const payload = Buffer.alloc(160, 0x55).toString('base64');
const frame = (timestampMs: number) => ({ timestampMs, payload });
const spoken = (ms: number) => Array.from({ length: ms / 20 }, (_, index) => frame(index * 20));

function startReplay() {
  const passed: number[] = [];
  const replay = createPacedReplay(({ timestampMs }) => void passed.push(timestampMs));
  return { replay, passed };
}

describe('the replay of caller audio', () => {
  it('runs at most twenty times as fast as it was spoken, with live audio behind it', () => {
    const { replay, passed } = startReplay();
    replay.begin(spoken(92_000));
    let before = 0;
    let liveMs = 92_000;
    while (replay.waitingMs > 0) {
      expect(passed.length - before).toBeLessThanOrEqual(20);
      before = passed.length;
      replay.send(frame(liveMs));
      liveMs += 20;
      vi.advanceTimersByTime(20);
    }
    expect(liveMs - 92_000).toBeLessThan(6_000);
    expect(passed).toEqual(Array.from({ length: liveMs / 20 }, (_, index) => index * 20));
    replay.send(frame(liveMs));
    expect(passed.at(-1)).toBe(liveMs);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('sends a short loss at once', () => {
    const { replay, passed } = startReplay();
    replay.begin(spoken(400));
    expect(passed.length).toBe(20);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is sent whole where nothing can wait for it, and dropped where no bridge is left', () => {
    const { replay, passed } = startReplay();
    replay.begin(spoken(10_000));
    replay.finish();
    expect(passed.length).toBe(500);
    replay.begin(spoken(10_000));
    replay.stop();
    vi.advanceTimersByTime(1_000);
    expect([passed.length, replay.waitingMs, vi.getTimerCount()]).toEqual([520, 0, 0]);
  });
});
