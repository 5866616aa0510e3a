import type { LapseReason } from '@ringback/shared/contract/bookings';
import type { Metrics } from '@ringback/shared/runtime/metrics';

/** What of a booking could not be read: where it stands, what its call needs, or the sealed number. */
export type UnreadablePart = 'booking' | 'call' | 'callee';

/** Counts booked calls by what becomes of them. It tells nothing of whose they are, or of their times. */
export interface BookingMetrics {
  told(outcome: 'made' | 'cancelled' | 'called'): void;
  lapsed(reason: LapseReason): void;
  unreadable(part: UnreadablePart): void;
}

export function createBookingMetrics(metrics: Metrics): BookingMetrics {
  const bookings = metrics.counter('bookings_total', 'Booked calls, by what became of them', ['outcome']);
  const lapses = metrics.counter(
    'bookings_lapsed_total',
    'Booked calls that were not placed, by the reason',
    ['reason'],
  );
  const unreadable = metrics.counter(
    'bookings_unreadable_total',
    'Looks at bookings of which a part could not be read, by the part',
    ['part'],
  );
  return {
    told: (outcome) => bookings.inc({ outcome }),
    lapsed: (reason) => lapses.inc({ reason }),
    unreadable: (part) => unreadable.inc({ part }),
  };
}
