import { describe, expect, it } from 'vitest';
import { costOf } from './call-cost.ts';

const prices = { carrier: 0.02, model: 0.1 };
const times = { configuredAt: 0, answeredAt: 10_000, activeAt: 20_000, endedAt: 110_000, closedAt: null };

describe('what a call has cost', () => {
  it('is begun minutes of the carrier and the time of the interview', () => {
    expect(costOf({ via: 'phone', times }, prices)).toBeCloseTo(2 * 0.02 + 1.5 * 0.1, 9);
  });

  it('is the interview alone in a browser', () => {
    expect(costOf({ via: 'browser', times: { ...times, answeredAt: null } }, prices)).toBeCloseTo(0.15, 9);
  });

  it('is nothing when nobody answered, and only the line when nobody was interviewed', () => {
    const unanswered = { ...times, answeredAt: null, activeAt: null };
    expect(costOf({ via: 'phone', times: unanswered }, prices)).toBe(0);
    expect(costOf({ via: 'phone', times: { ...times, activeAt: null, endedAt: 10_500 } }, prices)).toBe(0.02);
  });
});
