import { describe, expect, it } from 'vitest';
import { createCarryOver } from './carry-over.ts';

function playing(itemId: string, options: { whole: boolean }) {
  const carry = createCarryOver();
  carry.words(itemId, 'one two ');
  carry.words(itemId, 'three');
  carry.audio(itemId, 1_000);
  if (options.whole) carry.finished(itemId);
  carry.heard({ itemId, heardMs: 400, final: false });
  return carry;
}
const frame = (timestampMs: number) => ({
  timestampMs,
  payload: Buffer.alloc(160, 0x55).toString('base64'),
});

describe('what must not be lost with a bridge', () => {
  it('is an item with its words and how much of it was heard', () => {
    expect(playing('i1', { whole: true }).items).toEqual([
      {
        ...{ itemId: 'i1', text: 'one two three', audioMs: 1_000, heardMs: 400, playing: true, whole: true },
        ...{ startedAgoMs: 0, interrupted: false },
      },
    ]);
  });

  it('is when it began to be heard, by the caller’s audio since', () => {
    const carry = createCarryOver();
    for (let index = 0; index < 100; index++) carry.caller(frame(index * 20));
    carry.audio('i1', 1_000);
    carry.audio('i2', 1_000);
    carry.heard({ itemId: 'i1', heardMs: 100, final: false });
    for (let index = 0; index < 10; index++) carry.caller(frame(index * 20));
    carry.heard({ itemId: 'i1', heardMs: 300, final: false });
    expect(carry.items.map(({ startedAgoMs }) => startedAgoMs)).toEqual([300, null]);
  });

  it('is cut only when its end would never come', () => {
    expect(playing('i1', { whole: true }).isBroken).toBe(false);
    const broken = playing('i1', { whole: false });
    expect(broken.isBroken).toBe(true);
    broken.cleared({ itemId: 'i1', heardMs: 450 }, 'candidate');
    expect(broken.isBroken).toBe(false);
    expect(broken.items).toMatchObject([{ heardMs: 450, playing: false, interrupted: true }]);
  });

  it('claims nothing for items that waited behind the one that was cut', () => {
    const carry = playing('i1', { whole: false });
    carry.audio('i2', 500);
    carry.cleared({ itemId: 'i1', heardMs: 450 }, 'loss');
    expect(carry.items[1]).toMatchObject({ itemId: 'i2', heardMs: 0, playing: false, interrupted: false });
  });

  it('is what was heard of a sentence that ran dry, whatever is cut off later', () => {
    for (const cut of [null, { itemId: 'i2', heardMs: 100 }]) {
      const dry = playing('i1', { whole: false });
      if (cut !== null) dry.audio('i2', 500);
      dry.cleared(cut, 'loss');
      expect(dry.items[0]).toMatchObject({ itemId: 'i1', heardMs: 400, playing: false });
    }
  });

  it('is forgotten once it is on the record, with the caller’s audio up to then', () => {
    const carry = playing('i1', { whole: true });
    for (let index = 0; index < 100; index++) carry.caller(frame(index * 20));
    carry.recorded('i1', 500);
    expect(carry.items).toEqual([]);
    expect(carry.callerMs).toBe(500);
    expect(carry.frames[0]?.timestampMs).toBe(1_500);
    carry.recorded('other', null);
    expect(carry.callerMs).toBe(500);
    carry.recorded('other', 0);
    expect(carry.callerMs).toBe(0);
  });

  it('is bounded in bytes: of endless words the newest items stay', () => {
    const carry = createCarryOver();
    for (let index = 0; index < 90; index++) {
      for (let part = 0; part < 100; part++) carry.words(`i${index}`, '\u0001'.repeat(200));
    }
    expect(JSON.stringify({ type: 'resume', items: carry.items }).length).toBeLessThan(128 * 1024);
    expect(carry.items.at(-1)?.itemId).toBe('i89');
  });

  it('is bounded in time: of an endless answer the last two minutes stay', () => {
    const carry = createCarryOver();
    for (let index = 0; index < 10_000; index++) carry.caller(frame(index * 20));
    expect(carry.callerMs).toBeLessThanOrEqual(130_000);
    expect(carry.frames.at(-1)?.timestampMs).toBe(9_999 * 20);
  });
});
