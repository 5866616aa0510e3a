import { describe, expect, it } from 'vitest';
import { type CrowdSlot, createMediaCrowd, type MediaCrowd } from './media-crowd.ts';

/** Enters and starts. Returns the slot, or the reason for the refusal. */
function start(crowd: MediaCrowd, network: string, nowMs = 0): CrowdSlot | string {
  const entered = crowd.enter(network, nowMs);
  if (typeof entered !== 'string') entered.started();
  return entered;
}
const outcomeOf = (entered: CrowdSlot | string) => (typeof entered === 'string' ? entered : 'in');
const leave = (entered: CrowdSlot | string) => {
  if (typeof entered !== 'string') entered.leave();
};

describe('the limits on media sockets', () => {
  it('hold for one network and for all together', () => {
    const crowd = createMediaCrowd({ all: 3, network: 2 });
    const [a, b] = ['192.0.2.7', '198.51.100.7'];
    const entered = [a, a, a, b, b].map((network) => start(crowd, network));
    expect(entered.map(outcomeOf)).toEqual(['in', 'in', 'network', 'in', 'full']);
    entered.slice(0, 1).forEach(leave);
    expect([b, b].map((network) => outcomeOf(start(crowd, network)))).toEqual(['in', 'network']);
  });

  it('give a wide network half of all, however many households it has', () => {
    const crowd = createMediaCrowd({ all: 100, network: 10 });
    const homes = Array.from({ length: 60 }, (_, index) => `2001:db8:1:${index.toString(16)}::/64`);
    const outcomes = homes.map((home) => outcomeOf(start(crowd, home)));
    expect(outcomes.filter((outcome) => outcome === 'in')).toHaveLength(50);
    expect(outcomes.at(-1)).toBe('network');
    expect(outcomeOf(start(crowd, '2001:db8:2:1::/64'))).toBe('in');
  });

  it('give sockets that have not started a small pool, and one network half of it', () => {
    const crowd = createMediaCrowd({ all: 100, network: 50 });
    const wait = (network: string) => outcomeOf(crowd.enter(network, 0));
    const ofOne = Array.from({ length: 21 }, () => wait('192.0.2.7'));
    expect(ofOne).toEqual([...Array(20).fill('in'), 'network']);
    for (let count = 0; count < 20; count++) expect(wait(`198.51.${count}.7`)).toBe('in');
    expect(wait('203.0.113.7')).toBe('full');
  });

  it('let one network in only so often in a minute', () => {
    const crowd = createMediaCrowd({ all: 100, network: 2 });
    const again = (nowMs: number) => {
      const entered = start(crowd, '192.0.2.7', nowMs);
      leave(entered);
      return outcomeOf(entered);
    };
    expect(Array.from({ length: 25 }, (_, count) => again(count))).toEqual([
      ...Array(24).fill('in'),
      'often',
    ]);
    expect(again(59_999)).toBe('often');
    expect(again(60_000)).toBe('in');
  });

  it('let a wide network in only so often, whichever of its households comes', () => {
    const crowd = createMediaCrowd({ all: 4, network: 2 });
    const again = (place: number) => {
      const entered = start(crowd, `192.0.2.${place}`);
      leave(entered);
      return outcomeOf(entered);
    };
    expect(Array.from({ length: 25 }, (_, count) => again(count))).toEqual([
      ...Array(24).fill('in'),
      'often',
    ]);
    expect(outcomeOf(start(crowd, '198.51.100.7'))).toBe('in');
  });

  it('hold nothing back when there is no limit', () => {
    const crowd = createMediaCrowd({ all: 0, network: 0 });
    for (let index = 0; index < 10_000; index++) expect(outcomeOf(crowd.enter('192.0.2.7', 0))).toBe('in');
  });

  it('forget a socket that has left, and count its leaving once', () => {
    const crowd = createMediaCrowd({ all: 1, network: 1 });
    for (let index = 0; index < 100; index++) {
      const entered = crowd.enter(`192.0.${index}.7`, 0);
      expect(outcomeOf(entered)).toBe('in');
      leave(entered);
      leave(entered);
    }
    expect(outcomeOf(crowd.enter('198.51.100.7', 0))).toBe('in');
    expect(outcomeOf(crowd.enter('198.51.100.7', 0))).toBe('network');
  });
});
