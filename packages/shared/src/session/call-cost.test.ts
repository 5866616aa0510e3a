import { describe, expect, it } from 'vitest';
import { costOf, totalUsd } from './call-cost.ts';

const prices = { carrier: 0.02, stream: 0, model: 0.1, transcription: 0.006 };
const times = { configuredAt: 0, answeredAt: 10_000, activeAt: 20_000, endedAt: 110_000, closedAt: null };
const none = { input: 0, cached: 0, output: 0 };
const used = (costUsd: number) => ({
  costUsd,
  text: none,
  audio: none,
  transcription: { input: 0, output: 0, seconds: 0 },
});
const phone = { via: 'phone', times, modelUse: null } as const;
const total = (...facts: Parameters<typeof costOf>) => totalUsd(costOf(...facts));

describe('what a call has cost', () => {
  it('is the carrier’s begun minutes and what the model reports, transcription included', () => {
    const cost = costOf({ ...phone, modelUse: used(0.0731) }, prices);
    expect(cost).toEqual({ carrierUsd: 2 * 0.02, streamUsd: 0, modelUsd: 0.0731, isMetered: true });
  });

  it('is the interview’s time at list prices when the model has reported nothing', () => {
    const cost = costOf(phone, prices);
    expect(cost.isMetered).toBe(false);
    expect(cost.modelUsd).toBeCloseTo(1.5 * 0.106, 9);
  });

  it('has no model part when a stand-in replaces it, whatever that would have cost', () => {
    const local = { carrier: 0.02, stream: 0, model: 0, transcription: 0 };
    expect(total({ ...phone, modelUse: used(3) }, local)).toBeCloseTo(0.04, 9);
  });

  it('is only the interview in a browser', () => {
    const browser = { ...phone, via: 'browser', times: { ...times, answeredAt: null } } as const;
    expect(total(browser, prices)).toBeCloseTo(1.5 * 0.106, 9);
  });

  it('is nothing when the call was not answered, and only the line when there was no interview', () => {
    const unanswered = { ...times, answeredAt: null, activeAt: null };
    expect(total({ ...phone, times: unanswered }, prices)).toBe(0);
    expect(total({ ...phone, times: { ...times, activeAt: null, endedAt: 10_500 } }, prices)).toBe(0.02);
  });

  it('grows while the call lives', () => {
    const running = { ...phone, times: { ...times, endedAt: null } };
    expect(total(running, prices, 10_000)).toBe(0);
    expect(total(running, prices, 20_000 + 60_000)).toBeCloseTo(2 * 0.02 + 0.106, 9);
  });
});
