import { AppError } from '@ringback/shared/contract/errors';
import { expect, it } from 'vitest';
import { toDialable } from './dialling.ts';

const emergency = [
  '911',
  '112',
  '999',
  '110',
  '113',
  '117',
  '118',
  '119',
  '000',
  '111',
  '133',
  '144',
  '15',
  '17',
  '18',
];
const shortCodes = [
  '+1911',
  '+44999',
  '+49112',
  '+33112',
  '72345',
  '898989',
  '+49115',
  '411',
  '611',
  '101',
  '105',
  '+44112',
];
const range = (prefix: string, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${from + index * 37}`);

/**
 * By numbering plan: premium, shared-cost, toll-free, personal and satellite numbers, international networks and
 * services.
 */
const forbidden = [
  ...emergency,
  ...shortCodes,
  ...range('+1900', 5_550_100, 30),
  ...range('+1800', 5_550_100, 10),
  ...range('+1888', 5_550_100, 8),
  ...range('+44909', 8_790_100, 15),
  ...range('+44843', 3_150_100, 10),
  ...range('+44870', 3_150_100, 10),
  ...range('+4470', 12_345_678, 10),
  ...range('+49900', 1_234_560, 12),
  ...range('+49180', 5_123_456, 8),
  ...range('+33899', 123_456, 10),
  ...range('+39899', 123_456, 6),
  ...range('+34803', 123_456, 8),
  ...range('+61190', 123_456, 4),
  ...range('+8816', 31_123_456, 8),
  ...range('+88213', 123_456, 6),
  ...range('+88216', 12_345_678, 6),
  ...range('+870', 773_111_632, 6),
  ...range('+979', 123_456_789, 6),
  ...range('+800', 12_345_678, 6),
  ...range('+808', 12_345_678, 6),
  ...range('+878', 101_234_567, 4),
];

it('refuses 200 of 200 forbidden numbers, even if every country and the number itself are listed', () => {
  expect(new Set(forbidden).size).toBeGreaterThanOrEqual(200);
  const passed = forbidden.filter((number) => {
    const allowedCountries = ['US', 'GB', 'DE', 'FR', 'IT', 'ES', 'AU', '001'];
    const rules = {
      phoneCalls: 'carrier',
      allowedCountries,
      allowedNumbers: [number],
      onlyVerified: false,
    } as const;
    try {
      toDialable(number, rules);
      return true;
    } catch (error) {
      return !(error instanceof AppError) || !['number_not_allowed', 'number_invalid'].includes(error.code);
    }
  });
  expect(passed).toEqual([]);
});
