import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { expect, it } from 'vitest';
import { createUnservedWatch, type LeftAlone, type Unserved } from './unserved-watch.ts';

const id = sessionIdSchema.parse(`ses_${'a'.repeat(22)}`);
const nothing: Unserved = { abandoned: [], awayBrowsers: [], lapsed: [], undialled: [], unknown: [] };
const limits = { reattachMs: 20_000, leaseMs: 6_000 };

/**
 * After how many seconds a session is told as `what`, if it is seen like this every second. Null: never within 30 s.
 */
function toldAfter(seen: Partial<Unserved>, what: keyof LeftAlone, isTroubled = false): number | null {
  const watch = createUnservedWatch(limits);
  for (let second = 0; second <= 30; second++) {
    const left = watch.look({ ...nothing, ...seen }, { nowMs: second * 1_000, isTroubled });
    if (left[what].includes(id)) return second;
  }
  return null;
}

const call = { abandoned: [id], lapsed: [id] };
const givenBack = { abandoned: [id] };

it('asks the carrier for a call after a second, and later where its holder lives or Redis was away', () => {
  expect(toldAfter(call, 'fetchable')).toBe(1);
  expect(toldAfter(givenBack, 'fetchable')).toBe(3);
  expect(toldAfter(call, 'fetchable', true)).toBe(3);
});

it('gives up a call after eight seconds, and a browser after the time that its page promises', () => {
  expect(toldAfter(call, 'lost')).toBe(8);
  expect(toldAfter({ ...givenBack, awayBrowsers: [id] }, 'lost')).toBe(21);
});

it('counts the time of an expired lease towards what a page promises', () => {
  expect(toldAfter({ ...call, awayBrowsers: [id] }, 'lost')).toBe(14);
});

it('gives up a dial that became no call, and an entry without a record', () => {
  expect(toldAfter({ undialled: [id] }, 'undialled')).toBe(20);
  expect(toldAfter({ unknown: [id] }, 'recordless')).toBe(3);
});

it('starts to count again after a look at which the session was served', () => {
  const watch = createUnservedWatch(limits);
  const look = (seen: Partial<Unserved>, nowMs: number) =>
    watch.look({ ...nothing, ...seen }, { nowMs, isTroubled: false });
  look(call, 0);
  look({}, 7_000);
  expect(look(call, 8_000).lost).toEqual([]);
  expect(look(call, 16_000).lost).toEqual([id]);
});
