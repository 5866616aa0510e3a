import { describe, expect, it } from 'vitest';
import type { KeyRing } from './key-ring.ts';
import { joinCanaries, judgeList, knowsKeysOf, vouchFor } from './list-canary.ts';

const [first, second, other] = ['the first hash key', 'the second hash key', 'a quite other key'];
const canaryOf = (key: string) => vouchFor([key]);
const judge = (ring: KeyRing, state: { canary: string | null; entries: number }) =>
  judgeList(ring, { ...state, isLost: false });

describe('the canary of the do-not-call list', () => {
  it('is made at the first start and known from then on', () => {
    expect(judge([first], { canary: null, entries: 0 })).toEqual({
      outcome: 'empty',
      canary: canaryOf(first),
    });
    expect(judge([first], { canary: canaryOf(first), entries: 3 })).toEqual({
      outcome: 'known',
      canary: canaryOf(first),
    });
  });

  it('detects a wrong key, whether or not there is a list', () => {
    for (const entries of [0, 3]) {
      expect(judge([other], { canary: canaryOf(first), entries }).outcome).toBe('key_unknown');
    }
    expect(judge([first], { canary: 'not a canary', entries: 3 }).outcome).toBe('key_unknown');
    expect(judge([first], { canary: '', entries: 3 }).outcome).toBe('key_unknown');
  });

  it('is missed when there is a list', () => {
    expect(judge([first], { canary: null, entries: 1 }).outcome).toBe('canary_lost');
  });

  it('is rewritten under the newest key, and still misses the older one that the list needs', () => {
    const changed = judge([second, first], { canary: canaryOf(first), entries: 3 });
    const canary = `${canaryOf(second)} ${canaryOf(first)}`;
    expect(changed).toEqual({ outcome: 'known', canary });
    expect(judge([second, first], { canary, entries: 3 })).toEqual(changed);
    expect(judge([second], { canary, entries: 3 }).outcome).toBe('key_unknown');
    // With no entry left, nothing stands under the older key.
    expect(judge([second], { canary, entries: 0 })).toEqual({
      outcome: 'known',
      canary: canaryOf(second),
    });
  });

  it('does not restore a lost list, and is kept for later entries', () => {
    const lost = { canary: canaryOf(first), entries: 3, isLost: true };
    const canary = `${canaryOf(second)} ${canaryOf(first)}`;
    expect(judgeList([second, first], lost)).toEqual({ outcome: 'list_lost', canary });
    expect(judgeList([other], lost).outcome).toBe('key_unknown');
  });

  it('reveals no key', () => {
    expect(vouchFor([second, first])).not.toMatch(/hash key/);
  });
});

it('knows the keys of a copy, and joins canaries without repeating a key', () => {
  expect(knowsKeysOf([second, first], canaryOf(first))).toBe(true);
  expect(knowsKeysOf([second, first], `${canaryOf(first)} ${canaryOf(other)}`)).toBe(false);
  const both = vouchFor([second, first]);
  expect(joinCanaries(both, canaryOf(first))).toBe(both);
  expect(joinCanaries(canaryOf(second), canaryOf(first))).toBe(both);
});
