import { expect, it } from 'vitest';
import { sharesOf } from './day-shares.ts';

const facts = { candidateId: 'can_1', address: '203.0.113.7' };
const shares = { candidate: 0.25, address: 0.5, network: 0 };
const mosts = (dailyLimitUsd: number) =>
  sharesOf(facts, shares, { dailyLimitUsd, firstUsd: 0.74, hash: (text) => text }).map(
    ({ mostUsd }) => mostUsd,
  );

it('a share is its part of the day, and never less than one start reserves', () => {
  expect(mosts(20)).toEqual([5, 10]);
  expect(mosts(2)).toEqual([0.74, 1]);
  expect(mosts(1)).toEqual([0.74, 0.74]);
});
