import type { CalledEntry, CalledFact } from '@ringback/shared/contract/called-number';
import { expect, it } from 'vitest';
import { restsUntil } from './number-rest.ts';

const dayMs = 24 * 3_600_000;
const happened = (...facts: CalledFact[]): CalledEntry[] =>
  facts.map((what, place) => ({ at: (place + 1) * 1_000, what, by: 'a' }));

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
