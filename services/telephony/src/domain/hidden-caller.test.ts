import { expect, it } from 'vitest';
import { isHiddenCaller } from './hidden-caller.ts';

it.each([
  ...['Anonymous', 'anonymous', 'Restricted', '', ' ', '+', 'sip:somebody@example.test', 'client:page'],
  ...['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253'],
])('%j hides the caller', (from) => {
  expect(isHiddenCaller(from)).toBe(true);
});

it.each(['+14155550100', '+442079460958', '+4930901820'])('%s shows a phone', (from) => {
  expect(isHiddenCaller(from)).toBe(false);
});
