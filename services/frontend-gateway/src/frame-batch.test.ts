import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFrameBatch } from './frame-batch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const sent: string[] = [];
  const batch = createFrameBatch((frames) => sent.push(frames.join('')));
  return { sent, batch, offer: (...texts: string[]) => batch.offer(texts.map((text) => Buffer.from(text))) };
}

it('sends the first at once, what follows within 30 ms together and in order', () => {
  const { sent, offer, batch } = open();
  offer('a');
  expect(sent).toEqual(['a']);
  offer('b', 'c');
  offer('d');
  expect(sent).toEqual(['a']);
  vi.advanceTimersByTime(30);
  expect(sent).toEqual(['a', 'bcd']);
  vi.advanceTimersByTime(30);
  offer('e');
  expect(sent).toEqual(['a', 'bcd', 'e']);
  expect([batch.timers, vi.getTimerCount()]).toEqual([0, 0]);
});

it('sends what waits when told, once, and nothing after it was closed', () => {
  const { sent, offer, batch } = open();
  offer('a');
  offer('b');
  expect(batch.timers).toBe(1);
  batch.flush();
  batch.flush();
  expect(sent).toEqual(['a', 'b']);
  offer('c');
  batch.close();
  vi.advanceTimersByTime(100);
  expect(sent).toEqual(['a', 'b']);
});
