import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRemoteLevels } from './remote-levels.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('a page without levels has no meter, and the last ones do not stand for ever', () => {
  const levels = createRemoteLevels();
  const told: boolean[] = [];
  levels.subscribe(() => told.push(levels.isThere));
  expect([levels.isThere, levels.now]).toEqual([false, { candidate: 0, interviewer: 0 }]);
  levels.take({ candidate: 40, interviewer: 0 });
  vi.advanceTimersByTime(1_500);
  levels.take({ candidate: 60, interviewer: 5 });
  vi.advanceTimersByTime(1_500);
  expect(levels.now).toEqual({ candidate: 60, interviewer: 5 });
  // Told once for all that come: the page is not drawn anew for each.
  expect(told).toEqual([true]);
  vi.advanceTimersByTime(600);
  expect(told).toEqual([true, false]);
  expect(levels.now).toEqual({ candidate: 0, interviewer: 0 });
});

it('leaves no timer behind', () => {
  const levels = createRemoteLevels();
  levels.take({ candidate: 40, interviewer: 0 });
  levels.close();
  expect(vi.getTimerCount()).toBe(0);
});
