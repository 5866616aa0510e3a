import { type BookingWish, mostAheadMs } from '@ringback/shared/contract/bookings';

/** A surprise does not come in the first moments, in which the candidate still looks at the page. */
const calmShare = 0.02;
const mostCalmMs = 2 * 60_000;

/** When a booked call is placed, and by when it has come. Epoch ms. */
export interface BookedTime {
  dueAt: number;
  /** Null for a call at a time of the candidate's choice. */
  windowEndsAt: number | null;
}

/**
 * The time of a booking. Null: the chosen one is not to come, or too far ahead.
 *
 * A surprise is drawn evenly from its window, so that no moment of it is likelier than another. It is drawn early enough
 * that a call which is as late as it may be still comes within the window, or within the second half of a short one.
 * @param surprise.random as `Math.random`
 */
export function toBookedTime(
  wish: BookingWish,
  nowMs: number,
  surprise: { withinMs: number; graceMs: number; random: () => number },
): BookedTime | null {
  if (wish.kind === 'at') {
    const isPossible = wish.at > nowMs && wish.at <= nowMs + mostAheadMs;
    return isPossible ? { dueAt: wish.at, windowEndsAt: null } : null;
  }
  const { withinMs, graceMs, random } = surprise;
  const firstMs = Math.min(mostCalmMs, withinMs * calmShare);
  const lastMs = Math.max(withinMs / 2, withinMs - graceMs);
  const dueAt = Math.floor(nowMs + firstMs + random() * (lastMs - firstMs));
  return { dueAt, windowEndsAt: nowMs + withinMs };
}

/** A job may come a little early, by the difference of two clocks. */
const earlyMs = 500;

/** Whether a booked call may be placed now. A call that is too late is missed: a recovery never dials. */
export function judgeTime(dueAt: number, nowMs: number, graceMs: number): 'early' | 'due' | 'missed' {
  if (nowMs < dueAt - earlyMs) return 'early';
  return nowMs <= dueAt + graceMs ? 'due' : 'missed';
}
