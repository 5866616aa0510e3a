import { shareListSchema } from '@ringback/shared/contract/share-links';
import { expect, it } from 'vitest';
import { toCoachNames } from './coach-names.ts';

const linksOf = (...links: { name: string; isWatching?: boolean }[]) =>
  shareListSchema.parse({
    shares: links.map((link, index) => ({
      shareId: `shr_00000000000${index}`,
      createdAt: 1,
      expiresAt: 2,
      ...link,
    })),
  }).shares;

it('names the coaches who read along, and none where one of them has no name', () => {
  const frizzle = { name: 'Ms Frizzle', isWatching: true };
  expect(toCoachNames(linksOf(frizzle, { name: 'Mr Keating' }), 1)).toEqual(['Ms Frizzle']);
  expect(toCoachNames(linksOf(frizzle, { name: '', isWatching: true }), 2)).toBeNull();
  // Two browsers by one link, or a gateway of an earlier release that tells no names.
  expect(toCoachNames(linksOf(frizzle), 2)).toBeNull();
  expect(toCoachNames(linksOf({ name: 'Ms Frizzle' }), 1)).toBeNull();
});
