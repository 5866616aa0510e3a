import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFrameBatch } from './frame-batch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const sent: string[] = [];
  const batch = createFrameBatch((frames) => sent.push(frames.toString()));
  return { sent, batch, offer: (text: string) => batch.offer(Buffer.from(text)) };
}

it('sends together and in order what arrives within 33 ms of the first', () => {
  const { sent, offer, batch } = open();
  offer('a');
  vi.advanceTimersByTime(20);
  offer('b');
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(13);
  expect(sent).toEqual(['ab']);
  offer('c');
  vi.advanceTimersByTime(32);
  expect(sent).toEqual(['ab']);
  vi.advanceTimersByTime(1);
  expect(sent).toEqual(['ab', 'c']);
  expect([batch.timers, vi.getTimerCount()]).toEqual([0, 0]);
});

it('sends what waits when told, once, and nothing after it was closed', () => {
  const { sent, offer, batch } = open();
  offer('a');
  expect(batch.timers).toBe(1);
  batch.flush();
  batch.flush();
  expect(sent).toEqual(['a']);
  offer('b');
  batch.close();
  vi.advanceTimersByTime(100);
  expect(sent).toEqual(['a']);
});
