import { describe, expect, it } from 'vitest';
import { createMediaCrowd } from './media-crowd.ts';

describe('who may open a media socket', () => {
  it('are so many of one network, and so many in all', () => {
    const crowd = createMediaCrowd({ all: 3, network: 2 });
    expect(['a', 'a', 'a', 'b', 'b'].map((network) => crowd.enter(network))).toEqual([
      ...[null, null, 'network'],
      ...[null, 'full'],
    ]);
    crowd.leave('a');
    expect([crowd.enter('b'), crowd.enter('b')]).toEqual([null, 'network']);
  });

  it('are any number where there is no limit', () => {
    const crowd = createMediaCrowd({ all: 0, network: 0 });
    for (let index = 0; index < 10_000; index++) expect(crowd.enter('a')).toBeNull();
  });

  it('are forgotten when they have left', () => {
    const crowd = createMediaCrowd({ all: 1, network: 1 });
    for (let index = 0; index < 100; index++) {
      expect(crowd.enter(`network-${index}`)).toBeNull();
      crowd.leave(`network-${index}`);
      crowd.leave(`network-${index}`);
    }
    expect(crowd.enter('a')).toBeNull();
  });
});
