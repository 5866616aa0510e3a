import { type Booking, lapseReasons } from '@ringback/shared/contract/bookings';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { describe, expect, it } from 'vitest';
import { de } from '../words/de.ts';
import { en } from '../words/en.ts';
import { createFormat } from '../words/format.ts';
import { tellBooking, toSpanWords } from './booking-words.ts';

const format = createFormat('en');
const waiting: Booking = {
  ...{ state: 'waiting', kind: 'at', madeAt: 0, at: Date.UTC(2026, 11, 1, 14, 30), zone: 'UTC' },
  ...{ windowEndsAt: null, shownNumber: '+49 … 67', jobTitle: 'Nurse', sessionId: null },
  ...{ reason: null, settledAt: null },
};
const told = (booking: Partial<Booking>) => tellBooking(en, format, { ...waiting, ...booking });

describe('a booking', () => {
  it('that waits is told with its number and time, and can be cancelled', () => {
    expect(told({})).toEqual({
      title: 'Your call is booked',
      text: `We call +49 … 67 on ${format.dateTime(waiting.at ?? 0)}.`,
      kind: 'note',
      offer: 'cancel',
    });
  });

  it('that is a surprise is told with the end of its time alone', () => {
    const until = Date.UTC(2026, 11, 1, 16, 0);
    expect(told({ kind: 'surprise', at: null, windowEndsAt: until })?.text).toBe(
      `We call +49 … 67 before ${format.dateTime(until)}. When is the surprise.`,
    );
  });

  it('that is being called, was called or has lapsed offers what can be done then', () => {
    const sessionId = sessionIdSchema.parse('ses_0123456789');
    expect(told({ state: 'calling' })?.offer).toBeNull();
    expect(told({ state: 'called', sessionId, settledAt: 1 })?.offer).toBe('open');
    expect(told({ state: 'lapsed', reason: 'busy' })).toMatchObject({ kind: 'warning', offer: 'close' });
  });

  it('that lapsed for a reason or is in a state of a newer gateway is told in general words, or not', () => {
    expect(told({ state: 'lapsed', reason: 'meteor' })?.text).toBe(en.booking.lapsedOtherwise);
    expect(told({ state: 'postponed' })).toBeNull();
  });

  it.each([en, de])('has words of its own for each reason', ({ booking }) => {
    const texts = lapseReasons.map((reason) => booking.lapsed[reason]);
    expect(new Set(texts).size).toBe(lapseReasons.length);
  });
});

it('a span is told in its largest whole unit', () => {
  const spans = [2 * 3600_000, 90 * 60_000, 60_000, 12_000].map((ms) => toSpanWords(format, ms));
  expect(spans).toEqual(['2 hours', '90 minutes', '1 minute', '12 seconds']);
});
