import { describe, expect, it } from 'vitest';
import { PlaybackQueue } from '../public/phone-worklet.js';

const audio = (length: number, value = 1) => new Float32Array(length).fill(value);
const fill = (queue: PlaybackQueue, length = 4) => {
  const block = new Float32Array(length);
  const marks = queue.fill(block);
  return { played: [...block], marks };
};

describe('playback with marks', () => {
  it('plays in order across pieces, then silence', () => {
    const queue = new PlaybackQueue(100);
    queue.play(audio(3, 1));
    queue.play(audio(3, 2));
    expect(fill(queue).played).toEqual([1, 1, 1, 2]);
    expect(fill(queue).played).toEqual([2, 2, 0, 0]);
    expect(fill(queue).played).toEqual([0, 0, 0, 0]);
    expect(queue.waitingSamples).toBe(0);
  });

  it('returns a mark only after the block that played its audio', () => {
    const queue = new PlaybackQueue(100);
    queue.play(audio(6));
    expect(queue.mark('a')).toBe(false);
    queue.play(audio(2));
    queue.mark('b');
    expect(fill(queue).marks).toEqual([]);
    expect(fill(queue).marks).toEqual([]);
    expect(fill(queue).marks).toEqual(['a', 'b']);
  });

  it('reports a mark as due at once when nothing plays', () => {
    const queue = new PlaybackQueue(100);
    expect(queue.mark('alone')).toBe(true);
    queue.play(audio(4));
    fill(queue);
    expect(queue.mark('behind the block that plays')).toBe(false);
    expect(fill(queue).marks).toEqual(['behind the block that plays']);
  });

  it('returns every pending mark in order on clear, and plays nothing that waited', () => {
    const queue = new PlaybackQueue(100);
    queue.play(audio(4));
    queue.mark('a');
    queue.play(audio(4));
    queue.mark('b');
    fill(queue);
    expect(queue.clear()).toEqual(['a', 'b']);
    expect(fill(queue)).toEqual({ played: [0, 0, 0, 0], marks: [] });
    expect(queue.waitingSamples).toBe(0);
    expect(queue.mark('after')).toBe(true);
  });

  it('refuses a whole piece that exceeds its limit', () => {
    const queue = new PlaybackQueue(10);
    expect(queue.play(audio(8))).toBe(true);
    expect(queue.play(audio(3))).toBe(false);
    expect(queue.waitingSamples).toBe(8);
    expect(queue.play(audio(2))).toBe(true);
  });
});
