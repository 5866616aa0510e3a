import { expect, it } from 'vitest';
import { createAbsenceWatch } from './absence.ts';

it('reports what was unserved for long enough, and not before', () => {
  const watch = createAbsenceWatch<string>(8_000);
  expect(watch.look(['a'], 1_000)).toEqual([]);
  expect(watch.look(['a', 'b'], 8_999)).toEqual([]);
  expect(watch.look(['a', 'b'], 9_000)).toEqual(['a']);
});

it('starts again after the session was seen served', () => {
  const watch = createAbsenceWatch<string>(8_000);
  watch.look(['a'], 1_000);
  watch.look([], 2_000);
  expect(watch.look(['a'], 20_000)).toEqual([]);
});

it('counts from its own first sight, however long the absence has lasted', () => {
  expect(createAbsenceWatch<string>(8_000).look(['a'], 1_000_000)).toEqual([]);
});
