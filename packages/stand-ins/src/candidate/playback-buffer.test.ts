import { describe, expect, it } from 'vitest';
import { createPlaybackBuffer, FRAME_BYTES } from './playback-buffer.ts';

const audio = (bytes: number, value = 1) => new Uint8Array(bytes).fill(value);

describe('playback buffer', () => {
  it('plays one frame a tick and keeps the order across uneven chunks', () => {
    const buffer = createPlaybackBuffer();
    buffer.enqueue(audio(100, 1));
    buffer.enqueue(audio(100, 2));
    expect([...buffer.tick().audio]).toEqual([...audio(100, 1), ...audio(60, 2)]);
    expect(buffer.tick().audio).toEqual(audio(40, 2));
    expect(buffer.tick().audio).toHaveLength(0);
  });

  it('returns a mark only after the audio before it has been played', () => {
    const buffer = createPlaybackBuffer();
    buffer.enqueue(audio(FRAME_BYTES * 2));
    expect(buffer.mark('a')).toBe(false);
    expect(buffer.tick().dueMarks).toEqual([]);
    expect(buffer.tick().dueMarks).toEqual([]);
    expect(buffer.tick().dueMarks).toEqual(['a']);
    expect(buffer.tick().dueMarks).toEqual([]);
  });

  it('keeps marks in order when the last frame is still being played', () => {
    const buffer = createPlaybackBuffer();
    buffer.enqueue(audio(10));
    buffer.mark('a');
    buffer.tick();
    expect(buffer.mark('b')).toBe(false);
    expect(buffer.tick().dueMarks).toEqual(['a', 'b']);
  });

  it('reports a mark as due at once when nothing is playing', () => {
    const buffer = createPlaybackBuffer();
    expect(buffer.mark('a')).toBe(true);
    expect(buffer.tick().dueMarks).toEqual([]);
  });

  it('returns all pending marks on clear and plays nothing that was queued', () => {
    const buffer = createPlaybackBuffer();
    buffer.enqueue(audio(FRAME_BYTES));
    buffer.mark('a');
    buffer.enqueue(audio(FRAME_BYTES * 10));
    buffer.mark('b');
    buffer.tick();
    expect(buffer.clear()).toEqual(['a', 'b']);
    expect(buffer.waitingBytes).toBe(0);
    expect(buffer.tick()).toEqual({ audio: audio(0), dueMarks: [] });
  });

  it('refuses audio beyond its limit and keeps what it has', () => {
    const buffer = createPlaybackBuffer(100);
    expect(buffer.enqueue(audio(800))).toBe(true);
    expect(buffer.enqueue(audio(1))).toBe(false);
    expect(buffer.waitingBytes).toBe(800);
  });
});
