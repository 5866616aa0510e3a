import { AppError } from '@ringback/shared/contract/errors';
import { describe, expect, it } from 'vitest';
import type { DialRules } from '../domain/dial-permission.ts';
import { toDialable } from './dialling.ts';

const standIn: DialRules = {
  phoneCalls: 'stand_in',
  allowedCountries: [],
  allowedNumbers: [],
  onlyVerified: false,
};
const carrier: DialRules = { ...standIn, phoneCalls: 'carrier' };

function codeOf(text: string, rules: DialRules): string {
  try {
    return toDialable(text, rules).e164;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe('a number to dial', () => {
  it('is read as people write it', () => {
    expect(toDialable(' +1 (415) 555-0100 ', standIn).e164).toBe('+14155550100');
    expect(toDialable('+44 20 7946 0958', standIn).e164).toBe('+442079460958');
  });

  it.each(['4'.repeat(40), '+1415555CALL', '', '4155550100', '+14155550', '+1 415 555 0100 x3'])(
    'is invalid if it is not one: %s',
    (text) => {
      expect(codeOf(text, standIn)).toBe('number_invalid');
    },
  );

  it.each(['+19005550100', '911', '112', '+88213000000', '+44999', '+447012345678', '+18005550100'])(
    'that would cost or alarm a person is refused everywhere: %s',
    (text) => {
      const open = { ...carrier, allowedCountries: ['US', 'GB'], allowedNumbers: [text] };
      for (const rules of [standIn, carrier, open]) expect(codeOf(text, rules)).toBe('number_not_allowed');
    },
  );

  it('must be listed, or its country must be, when the carrier is real', () => {
    expect(codeOf('+14155550100', carrier)).toBe('number_not_allowed');
    expect(codeOf('+14155550100', { ...carrier, allowedCountries: ['US'] })).toBe('+14155550100');
    expect(codeOf('+14155550100', { ...carrier, allowedCountries: ['GB'] })).toBe('number_not_allowed');
    expect(codeOf('+14155550100', { ...carrier, allowedNumbers: ['+14155550100'] })).toBe('+14155550100');
    expect(codeOf('+4915123456789', { ...carrier, allowedCountries: ['US'] })).toBe('number_not_allowed');
  });

  it('is not examined when phone calls are off', () => {
    expect(codeOf('+14155550100', { ...standIn, phoneCalls: 'off' })).toBe('phone_unavailable');
  });
});
