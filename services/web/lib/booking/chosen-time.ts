import { type BookingWish, mostAheadMs } from '@ringback/shared/contract/bookings';

/** When the phone is to ring, as the form has it. `text` is the value of a field for a local date and time. */
export type WhenChoice = { kind: 'now' } | { kind: 'at'; text: string } | { kind: 'surprise' };

const minuteMs = 60_000;

/** An instant as the value of a field for a local date and time (HTML, "local date and time string"), to the minute. */
export function toLocalText(atMs: number): string {
  const at = new Date(atMs);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What the field offers: from the next minute to seven days ahead. */
export const toOfferedTimes = (nowMs: number) => ({
  min: toLocalText(nowMs + minuteMs),
  max: toLocalText(nowMs + mostAheadMs),
});

/** What is wrong with a chosen time. */
export type TimeProblem = 'missing' | 'past' | 'too_far';

/** The zone of this device's clock (IANA), as far as it is known. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/**
 * The instant of a chosen local time, by the clock of this device. Of an hour that the clock repeats, the first is
 * taken; one that it leaves out is taken an hour later (ECMAScript, "Time Zone Offset String"). The page shows the result
 * back.
 */
export function readChosenTime(text: string, nowMs: number): { at: number } | TimeProblem {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? new Date(text).getTime() : Number.NaN;
  if (Number.isNaN(at)) return 'missing';
  if (at <= nowMs) return 'past';
  return at > nowMs + mostAheadMs ? 'too_far' : { at };
}

/** What is to be booked. Null: nothing, the phone is to ring now. */
export function readWish(when: WhenChoice, nowMs: number): BookingWish | TimeProblem | null {
  if (when.kind === 'now') return null;
  if (when.kind === 'surprise') return { kind: 'surprise' };
  const chosen = readChosenTime(when.text, nowMs);
  return typeof chosen === 'string' ? chosen : { kind: 'at', at: chosen.at, zone: ownZone() };
}
