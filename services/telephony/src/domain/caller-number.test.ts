import { describe, expect, it } from 'vitest';
import { chooseCallerNumber } from './caller-number.ts';

describe('the number to call from', () => {
  const numbers = ['+14155550100', '+442079460000', '+12125550100'] as const;

  it('is the only number there is', () => {
    expect(chooseCallerNumber('+442079460958', ['+14155550100'])).toBe('+14155550100');
  });

  it('is one of the called country, and of its area when there are two', () => {
    expect(chooseCallerNumber('+442079460958', [...numbers])).toBe('+442079460000');
    expect(chooseCallerNumber('+12125559999', [...numbers])).toBe('+12125550100');
    expect(chooseCallerNumber('+14155559999', [...numbers])).toBe('+14155550100');
  });

  it('is the first number when none is nearer', () => {
    expect(chooseCallerNumber('+33123456789', [...numbers])).toBe('+14155550100');
  });
});
