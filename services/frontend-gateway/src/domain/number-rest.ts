import type { CalledEntry } from '@ringback/shared/contract/called-number';

/** So many calls in a row that were not taken, and the number rests. */
const mostUntaken = 2;
/** Somebody took the call, or came to us. */
const taken = new Set<string>(['ready', 'verified', 'unblocked']);

/** A call that did not ring was taken back: it was not heard. */
function withoutUnrung(entries: readonly CalledEntry[]): CalledEntry[] {
  const nameOf = ({ at, by }: CalledEntry) => `${at} ${by}`;
  const unrung = new Set(entries.filter(({ what }) => what === 'not_placed').map(nameOf));
  return entries.filter((entry) => entry.what !== 'dialled' || !unrung.has(nameOf(entry)));
}

/**
 * Until when a number is not called, epoch ms; null when it may be. A call that is under way counts as not taken yet.
 * @param entries What happened to the number, the oldest first.
 */
export function restsUntil(entries: readonly CalledEntry[], restMs: number): number | null {
  if (restMs === 0) return null;
  const rung = withoutUnrung(entries);
  const lastTaken = rung.findLastIndex(({ what }) => taken.has(what));
  const untaken = rung.slice(lastTaken + 1).filter(({ what }) => what === 'dialled');
  const last = untaken.at(-1);
  return last === undefined || untaken.length < mostUntaken ? null : last.at + restMs;
}
