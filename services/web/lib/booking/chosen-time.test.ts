import { mostAheadMs } from '@ringback/shared/contract/bookings';
import { describe, expect, it } from 'vitest';
import { readChosenTime, readWish, toLocalText, toOfferedTimes } from './chosen-time.ts';

const now = new Date('2026-12-01T14:29:30').getTime();

describe('a chosen local time', () => {
  it('is the instant at which the clock of this device shows it', () => {
    expect(readChosenTime('2026-12-01T15:30', now)).toEqual({ at: new Date(2026, 11, 1, 15, 30).getTime() });
  });

  it.each([
    ['missing', ''],
    ['missing', '2026-12-01'],
    ['missing', '2026-13-45T99:99'],
    ['past', '2026-12-01T14:29'],
    ['too_far', toLocalText(now + mostAheadMs + 60_000)],
  ] as const)('is %s: %j', (problem, text) => {
    expect(readChosenTime(text, now)).toBe(problem);
  });

  it('is a wish with the zone of this clock; a surprise is one without, and now is none', () => {
    expect(readWish({ kind: 'at', text: '2026-12-01T15:30' }, now)).toEqual({
      ...{ kind: 'at', at: new Date(2026, 11, 1, 15, 30).getTime() },
      zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    expect(readWish({ kind: 'at', text: '' }, now)).toBe('missing');
    expect(readWish({ kind: 'surprise' }, now)).toEqual({ kind: 'surprise' });
    expect(readWish({ kind: 'now' }, now)).toBeNull();
  });

  it('is offered from the next minute to seven days ahead, and both can be booked', () => {
    const { min, max } = toOfferedTimes(now);
    expect({ min, max }).toEqual({ min: '2026-12-01T14:30', max: '2026-12-08T14:29' });
    for (const text of [min, max]) expect(readChosenTime(text, now)).toHaveProperty('at');
  });
});
