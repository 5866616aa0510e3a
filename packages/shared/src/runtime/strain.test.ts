import { describe, expect, it } from 'vitest';
import { isShed, nextStrain, noStrain, type Strain, toRoom } from './strain.ts';

const after = (seconds: number, now: Strain, from = noStrain) =>
  Array.from({ length: seconds }).reduce<Strain>((strain) => nextStrain(strain, now), from);

describe('a process that measures itself', () => {
  it('says nothing of its room while few sessions run, however strained its machine is', () => {
    expect(toRoom({ busy: 1, lateMs: 5_000 }, 19)).toBeNull();
  });

  it.each([
    // A hundred would fit by what these cost, and those that ring cost nothing yet.
    [{ busy: 0.25, lateMs: 1 }, 50, 50],
    [{ busy: 0.5, lateMs: 1 }, 50, 25],
    [{ busy: 0.74, lateMs: 1 }, 50, 0],
    [{ busy: 0.9, lateMs: 1 }, 50, 0],
    [{ busy: 0.2, lateMs: 80 }, 50, 0],
  ])('at %o beside %i sessions has room for %i more', (strain, load, room) => {
    expect(toRoom(strain, load)).toBe(room);
  });

  it('is not strained by one bad second, and is after some', () => {
    const bad = { busy: 1, lateMs: 100 };
    expect(toRoom(after(1, bad), 50)).toBeGreaterThan(0);
    expect(toRoom(after(6, bad), 50)).toBe(0);
    expect(toRoom(after(6, { busy: 0.2, lateMs: 0 }, after(6, bad)), 50)).toBeGreaterThan(0);
  });

  it('is not strained by one standstill, however long', () => {
    const stalled = nextStrain({ busy: 0.2, lateMs: 1 }, { busy: 0.2, lateMs: 4_000 });
    expect(toRoom(stalled, 50)).toBeGreaterThan(0);
    expect(isShed('words', stalled)).toBe(false);
  });

  it('sheds words before levels, and neither while it is calm', () => {
    const shed = (strain: Strain) => (['words', 'levels'] as const).filter((what) => isShed(what, strain));
    expect(shed({ busy: 0.5, lateMs: 5 })).toEqual([]);
    expect(shed({ busy: 0.8, lateMs: 5 })).toEqual(['words']);
    expect(shed({ busy: 0.3, lateMs: 62 })).toEqual(['words']);
    expect(shed({ busy: 0.9, lateMs: 5 })).toEqual(['words', 'levels']);
  });
});
