import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { betweenAnnouncementsMs, createAnnouncementQueue } from './announcement-queue.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function shownTexts() {
  const shown: string[] = [];
  return { shown, queue: createAnnouncementQueue((text) => shown.push(text)) };
}

describe('the queue of announcements', () => {
  it('shows a single text at once', () => {
    const { shown, queue } = shownTexts();
    queue.add('Ringing');
    expect(shown).toEqual(['Ringing']);
  });

  it('shows texts of one moment one after the other, in their order', () => {
    const { shown, queue } = shownTexts();
    for (const text of ['Ended', 'Going to the report', 'Microphone off']) queue.add(text);
    expect(shown).toEqual(['Ended']);
    vi.advanceTimersByTime(betweenAnnouncementsMs);
    expect(shown).toEqual(['Ended', 'Going to the report']);
    vi.advanceTimersByTime(betweenAnnouncementsMs);
    expect(shown).toEqual(['Ended', 'Going to the report', 'Microphone off']);
  });

  it('shows a text at once again when the last one had its time', () => {
    const { shown, queue } = shownTexts();
    queue.add('Ringing');
    vi.advanceTimersByTime(betweenAnnouncementsMs);
    queue.add('Answered');
    expect(shown).toEqual(['Ringing', 'Answered']);
  });

  it('shows nothing more after its stop', () => {
    const { shown, queue } = shownTexts();
    queue.add('Ringing');
    queue.add('Answered');
    queue.stop();
    vi.runAllTimers();
    expect(shown).toEqual(['Ringing']);
  });
});
