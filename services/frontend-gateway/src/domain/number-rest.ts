import type { CalledEntry } from '@ringback/shared/contract/called-number';

/** After this many untaken calls in a row the number rests. */
const mostUntaken = 2;
/** The person took the call, or called us. */
const taken = new Set<string>(['ready', 'verified', 'unblocked']);

/** A call that did not ring was withdrawn: the phone never heard it. */
function withoutUnrung(entries: readonly CalledEntry[]): CalledEntry[] {
  const nameOf = ({ at, by }: CalledEntry) => `${at} ${by}`;
  const unrung = new Set(entries.filter(({ what }) => what === 'not_placed').map(nameOf));
  return entries.filter((entry) => entry.what !== 'dialled' || !unrung.has(nameOf(entry)));
}

/**
 * Until when a number is not called, in epoch ms. Null when it may be called. A call in progress counts as not yet
 * taken.
 * @param entries What happened to the number, oldest first.
 */
export function restsUntil(entries: readonly CalledEntry[], restMs: number): number | null {
  if (restMs === 0) return null;
  const rung = withoutUnrung(entries);
  const lastTaken = rung.findLastIndex(({ what }) => taken.has(what));
  const untaken = rung.slice(lastTaken + 1).filter(({ what }) => what === 'dialled');
  const last = untaken.at(-1);
  return last === undefined || untaken.length < mostUntaken ? null : last.at + restMs;
}
