import { expect, it } from 'vitest';
import { toShownNumber } from './shown-number.ts';

it('shows a number in groups, and loses no digit', () => {
  expect(toShownNumber('+15005550006')).toBe('+1 500 555 0006');
  expect(toShownNumber('+442079460000')).toBe('+442 079 460 000');
  expect(toShownNumber('+4930123456')).toBe('+493 012 345 6');
});
