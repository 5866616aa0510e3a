import { describe, expect, it } from 'vitest';
import { deviceCodeAlphabet, deviceCodeLength, toDeviceCode, toDeviceCodeWords } from './device-codes.ts';

describe('a typed device code', () => {
  it.each(['K7MP-2QXT', 'k7mp2qxt', ' k7mp – 2qxt ', 'K7MP—2QXT', 'k 7 m p 2 q x t'])(
    'is read from %j',
    (typed) => expect(toDeviceCode(typed)).toBe('K7MP2QXT'),
  );
  it('is read as what it looks like, where that is certain', () =>
    expect(toDeviceCode('zsgb-2568')).toBe('25682568'));
  it.each(['', 'K7MP-2QX', 'K7MP-2QXTT', 'K7MP-2QX0', 'K7MP-2QXO', 'K7MP-2QXÄ'])('is not %j', (typed) =>
    expect(toDeviceCode(typed)).toBeNull(),
  );
  it('is read again as it is shown', () =>
    expect(toDeviceCode(toDeviceCodeWords('K7MP2QXT'))).toBe('K7MP2QXT'));
});

describe('the alphabet', () => {
  it('has no two characters that look alike', () => {
    const alike = ['0OQ', '1IL', '2Z', '5S', '6G', '8B', 'UV'];
    for (const group of alike) {
      const used = [...group].filter((character) => deviceCodeAlphabet.includes(character));
      expect(used.length, group).toBeLessThanOrEqual(1);
    }
    expect(new Set(deviceCodeAlphabet).size).toBe(deviceCodeAlphabet.length);
  });
  it('makes a code that ten thousand guesses do not find', () => {
    const codes = deviceCodeAlphabet.length ** deviceCodeLength;
    expect(10_000 / codes).toBeLessThan(1e-7);
  });
});
