import { expect, it } from 'vitest';
import { judgePrice } from './price-verdict.ts';

it.each([
  ['the same', 0.014, 0.014, 0.014, 'fits'],
  ['one begun minute more of a short call', 0.014, 0.014, 0.028, 'fits'],
  ['three times as much', 0.014, 0.014, 0.05, 'differs'],
  ['less than half of ten minutes', 0.14, 0.014, 0.05, 'differs'],
  ['two minutes of thirty', 0.42, 0.014, 0.448, 'fits'],
  ['any difference of a call that the list has no price for', 0.014, null, 0.1, 'unlisted'],
])('%s', (_what, bookedUsd, perMinuteUsd, priceUsd, verdict) => {
  expect(judgePrice({ bookedUsd, perMinuteUsd }, priceUsd)).toBe(verdict);
});
