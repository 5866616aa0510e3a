import { expect, it } from 'vitest';
import { createMicrophonePace } from './microphone-pace.ts';

it('lets one of a hundred changes a second pass, and the last one wins', () => {
  const pace = createMicrophonePace();
  const passed: [number, boolean][] = [];
  for (let atMs = 0; atMs < 3_000; atMs += 10) {
    pace.say(atMs % 20 === 0);
    const change = pace.take(atMs);
    if (change !== null) passed.push([atMs, change.isGone]);
  }
  expect(passed).toEqual([
    [0, true],
    [1_010, false],
    [2_020, true],
  ]);
  pace.say(false);
  expect(pace.waitMs(2_990)).toBe(30);
  expect(pace.take(3_020)).toEqual({ isGone: false });
  expect(pace.waitMs(3_020)).toBeNull();
});

it('lets no change pass that is taken back in time', () => {
  const pace = createMicrophonePace();
  pace.say(true);
  expect(pace.take(0)).toEqual({ isGone: true });
  pace.say(false);
  pace.say(true);
  expect([pace.take(5_000), pace.waitMs(5_000)]).toEqual([null, null]);
});

it('keeps the running second when a new stream begins', () => {
  const pace = createMicrophonePace();
  pace.say(true);
  expect(pace.take(0)).toEqual({ isGone: true });
  pace.renew();
  pace.say(true);
  expect([pace.take(500), pace.waitMs(500)]).toEqual([null, 500]);
});
