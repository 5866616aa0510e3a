import { bookingGraceMs, mostAheadMs } from '@ringback/shared/contract/bookings';
import { describe, expect, it } from 'vitest';
import { judgeTime, toBookedTime } from './booking-time.ts';

const now = 1_800_000_000_000;
const twoHours = 2 * 3600_000;
const drawn = (random: number, withinMs = twoHours) =>
  toBookedTime({ kind: 'surprise' }, now, { withinMs, graceMs: bookingGraceMs, random: () => random });
const chosen = (at: number) =>
  toBookedTime({ kind: 'at', at, zone: 'Europe/Berlin' }, now, {
    withinMs: twoHours,
    graceMs: bookingGraceMs,
    random: () => 0,
  });

describe('a call at a time', () => {
  it('is due at that instant, up to seven days ahead', () => {
    expect(chosen(now + 1)).toEqual({ dueAt: now + 1, windowEndsAt: null });
    expect(chosen(now + mostAheadMs)).toEqual({ dueAt: now + mostAheadMs, windowEndsAt: null });
  });

  it.each([
    ['is over', now],
    ['is more than seven days ahead', now + mostAheadMs + 1],
  ])('is refused when the time %s', (_, at) => {
    expect(chosen(at)).toBeNull();
  });
});

describe('a surprise', () => {
  it('comes within its window, also when it is as late as it may be', () => {
    const last = drawn(1 - Number.EPSILON);
    expect(last?.windowEndsAt).toBe(now + twoHours);
    expect((last?.dueAt ?? 0) + bookingGraceMs).toBeLessThanOrEqual(now + twoHours);
  });

  it('does not come in the first two minutes, and may come at any time after', () => {
    expect(drawn(0)?.dueAt).toBe(now + 120_000);
    expect(drawn(0.5)?.dueAt).toBe(now + (120_000 + twoHours - bookingGraceMs) / 2);
  });

  it('comes within a shortened window too', () => {
    const dues = [0, 0.3, 0.999].map((random) => (drawn(random, 6_000)?.dueAt ?? 0) - now);
    expect(dues).toEqual([120, 984, 2_997]);
  });
});

describe('a booked call', () => {
  it.each([
    ['early', now - 501],
    ['due', now - 500],
    ['due', now + bookingGraceMs],
    ['missed', now + bookingGraceMs + 1],
  ])('is %s at its time', (judged, at) => {
    expect(judgeTime(now, at, bookingGraceMs)).toBe(judged);
  });
});
