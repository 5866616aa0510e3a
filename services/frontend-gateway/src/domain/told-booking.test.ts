import { sessionIdSchema } from '@ringback/shared/contract/ids';
import type { StoredBooking } from '@ringback/shared/contract/stored-booking';
import { expect, it } from 'vitest';
import { toShownNumber, toStanding, toToldBooking } from './told-booking.ts';

const surprise: StoredBooking = {
  bookingId: 'bkg_0123456789012345678901',
  state: 'waiting',
  kind: 'surprise',
  madeAt: 1_000,
  dueAt: 123_456_789,
  zone: null,
  windowEndsAt: 200_000_000,
  sessionId: null,
  reason: null,
  settledAt: null,
};

it('the time of a surprise is told nowhere in it', () => {
  const told = toToldBooking(surprise, { shownNumber: '+49 … 67', jobTitle: 'Nurse' });
  expect(told).toMatchObject({ at: null, windowEndsAt: 200_000_000, shownNumber: '+49 … 67' });
  expect(JSON.stringify(told)).not.toContain('123456789');
});

it('a call at a time is told with it', () => {
  expect(toToldBooking({ ...surprise, kind: 'at', windowEndsAt: null }, null).at).toBe(123_456_789);
});

it('the session is told when it exists, and not while it is being made', () => {
  const sessionId = sessionIdSchema.parse('ses_0123456789');
  expect(toToldBooking({ ...surprise, state: 'calling', sessionId }, null).sessionId).toBeNull();
  expect(toToldBooking({ ...surprise, state: 'called', sessionId }, null).sessionId).toBe(sessionId);
});

it('one that nothing has settled in time has lapsed, and one that was called has not', () => {
  const late = surprise.dueAt + 90_001;
  expect(toStanding(surprise, late - 1)).toEqual(surprise);
  expect(toStanding(surprise, late)).toMatchObject({ state: 'lapsed', reason: 'missed' });
  expect(toStanding({ ...surprise, state: 'called' }, late)).toMatchObject({ state: 'called' });
});

it('of a number the beginning and the end are shown', () => {
  expect(toShownNumber('+4915112345667', '49')).toBe('+49 … 67');
});
