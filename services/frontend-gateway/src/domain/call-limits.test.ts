import { wideNetworkOf } from '@ringback/shared/contract/wide-network';
import { describe, expect, it } from 'vitest';
import { limitsOf } from './call-limits.ts';

const perHour = { number: 3, candidate: 6, address: 20, network: 60, country: 200 };
const facts = {
  ...{ number: '+14155550100', isListed: false, country: 'US' },
  ...{ candidateId: 'candidate', address: '192.0.2.7' },
};

describe('the limits of a call', () => {
  it('count for the number, candidate, address, network and country', () => {
    const limits = limitsOf(facts, { perHour, perDayAndNumber: 4 }, (text) => `<${text}>`);
    expect(limits.map(({ name, most }) => [name, most])).toEqual([
      ['calls:number:<+14155550100>', 3],
      ['calls:candidate:<candidate>', 6],
      ['calls:address:<192.0.2.7>', 20],
      ['calls:network:<192.0.2.0/24>', 60],
      ['calls:country:<US>', 200],
      ['calls:number_of_day:<+14155550100>', 4],
    ]);
  });

  it('of a day last a day, and may be switched off', () => {
    const limits = limitsOf(facts, { perHour, perDayAndNumber: 3 }, String);
    expect(limits.at(-1)?.windowMs).toBe(24 * 3_600_000);
    expect(limitsOf(facts, { perHour, perDayAndNumber: 0 }, String)).toHaveLength(5);
    const listed = limitsOf({ ...facts, isListed: true }, { perHour, perDayAndNumber: 3 }, String);
    expect(listed).toHaveLength(5);
  });

  it('leave out what is switched off or unknown', () => {
    const off = limitsOf(
      { ...facts, number: null, country: null },
      { perHour: { ...perHour, network: 0 }, perDayAndNumber: 4 },
      String,
    );
    expect(off.map(({ name }) => name)).toEqual(['calls:candidate:candidate', 'calls:address:192.0.2.7']);
  });
});

describe('a network', () => {
  it.each([
    ['192.0.2.7', '192.0.2.0/24'],
    ['2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:db8:1:3::/64', '2001:db8:1::/48'],
  ])('%s is in %s', (address, network) => {
    expect(wideNetworkOf(address)).toBe(network);
  });
});
