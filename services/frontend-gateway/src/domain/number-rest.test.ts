import type { CalledEntry, CalledFact } from '@ringback/shared/contract/called-number';
import { expect, it } from 'vitest';
import { restsUntil } from './number-rest.ts';

const dayMs = 24 * 3_600_000;
const happened = (...facts: CalledFact[]): CalledEntry[] =>
  facts.map((what, index) => ({ at: (index + 1) * 1_000, what, by: 'a' }));

it.each<[CalledFact[], number | null]>([
  [[], null],
  [['dialled'], null],
  [['dialled', 'not_ready', 'dialled'], 3_000 + dayMs],
  [['dialled', 'dialled'], 2_000 + dayMs],
  [['dialled', 'ready', 'dialled'], null],
  [['dialled', 'ready', 'dialled', 'dialled', 'not_ready'], 4_000 + dayMs],
  [['dialled', 'dialled', 'ready'], null],
  [['dialled', 'dialled', 'unblocked'], null],
])('after %j rests until %s', (facts, until) => {
  expect(restsUntil(happened(...facts), dayMs)).toBe(until);
  expect(restsUntil(happened(...facts), 0)).toBeNull();
});

it('ignores a call that did not ring, and counts the one beside it that did', () => {
  const unrung = (at: number): CalledEntry[] => [
    { at, what: 'dialled', by: 'a' },
    { at, what: 'not_placed', by: 'a' },
  ];
  expect(restsUntil([...unrung(1_000), ...unrung(2_000), ...unrung(3_000)], dayMs)).toBeNull();
  const rang: CalledEntry = { at: 2_000, what: 'dialled', by: 'b' };
  expect(restsUntil([...unrung(1_000), ...unrung(2_000), rang], dayMs)).toBeNull();
  expect(restsUntil([rang, { ...rang, at: 3_000 }, ...unrung(4_000)], dayMs)).toBe(3_000 + dayMs);
});
