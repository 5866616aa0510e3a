import { type Booking, bookingStates, lapseReasons } from '@ringback/shared/contract/bookings';
import type { Format } from '../words/format.ts';
import type { Words } from '../words/words.ts';

const hourMs = 3600_000;
const minuteMs = 60_000;

/** A span of time in its largest whole unit. */
export function toSpanWords(format: Format, ms: number): string {
  if (ms >= hourMs && ms % hourMs === 0) return format.hours(ms / hourMs);
  if (ms >= minuteMs) return format.minutes(Math.round(ms / minuteMs));
  return format.seconds(Math.max(1, Math.round(ms / 1000)));
}

/** What a page tells of a booking. */
export interface BookingTold {
  title: string;
  text: string;
  kind: 'note' | 'warning';
  /** `cancel`: it is still to come. `open`: its interview is there. `close`: it was told, and that is all. */
  offer: 'cancel' | 'open' | 'close' | null;
}

function toWaitingText({ booking: words }: Words, format: Format, booking: Booking): string {
  const number = booking.shownNumber ?? '';
  if (booking.kind === 'surprise')
    return words.waitingSurprise(number, format.dateTime(booking.windowEndsAt ?? 0));
  return words.waitingAt(number, format.dateTime(booking.at ?? 0));
}

function toLapsedText({ booking: words }: Words, reason: string | null): string {
  const known = lapseReasons.find((one) => one === reason);
  return known === undefined ? words.lapsedOtherwise : words.lapsed[known];
}

/** What is said of a booking as it stands. Null for a state that only a newer gateway knows. */
export function tellBooking(words: Words, format: Format, booking: Booking): BookingTold | null {
  const told = words.booking;
  switch (bookingStates.find((state) => state === booking.state)) {
    case 'waiting':
      return {
        title: told.waitingTitle,
        text: toWaitingText(words, format, booking),
        ...{ kind: 'note', offer: 'cancel' },
      };
    case 'calling':
      return { title: told.callingTitle, text: told.calling, ...{ kind: 'warning', offer: null } };
    case 'called':
      return {
        title: told.calledTitle,
        text: told.called(format.dateTime(booking.settledAt ?? 0)),
        ...{ kind: 'note', offer: 'open' },
      };
    case 'lapsed':
      return {
        title: told.lapsedTitle,
        text: toLapsedText(words, booking.reason),
        ...{ kind: 'warning', offer: 'close' },
      };
    default:
      return null;
  }
}
