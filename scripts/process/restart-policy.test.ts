import { describe, expect, it } from 'vitest';
import { NEVER_RESTART, nextRestartDelay } from './restart-policy.ts';

const policy = { delaysMs: [500, 2_000], windowMs: 60_000 };

describe('nextRestartDelay', () => {
  it('waits longer with every death, then gives up', () => {
    expect(nextRestartDelay(policy, [0])).toBe(500);
    expect(nextRestartDelay(policy, [0, 1_000])).toBe(2_000);
    expect(nextRestartDelay(policy, [0, 1_000, 4_000])).toBeUndefined();
  });

  it('forgives deaths outside the window', () => {
    expect(nextRestartDelay(policy, [0, 1_000, 100_000])).toBe(500);
  });

  it('does not restart after a fault that would only repeat', () => {
    const strict = { ...policy, finalCodes: [2] };
    expect(nextRestartDelay(strict, [0], 2)).toBeUndefined();
    expect(nextRestartDelay(strict, [0], 1)).toBe(500);
  });

  it('never restarts when that is asked for', () => {
    expect(nextRestartDelay(NEVER_RESTART, [1])).toBeUndefined();
  });
});
