import { expect, it } from 'vitest';
import { chooseWelcome, type Welcome } from './welcome.ts';

it.each<[number | undefined, number, Welcome]>([
  [undefined, 7, { mode: 'snapshot', cause: 'first' }],
  [0, 7, { mode: 'snapshot', cause: 'first' }],
  [3, 7, { mode: 'delta', after: 3 }],
  [7, 7, { mode: 'delta', after: 7 }],
  [8, 7, { mode: 'snapshot', cause: 'beyond' }],
  [1, 501, { mode: 'delta', after: 1 }],
  [1, 502, { mode: 'snapshot', cause: 'too_far_behind' }],
])('a browser that holds %s of %s', (held, revision, welcome) => {
  expect(chooseWelcome(held, revision)).toEqual(welcome);
});
