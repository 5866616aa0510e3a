import type { KeyRing } from './key-ring.ts';
import { toNumberHash } from './number-hashes.ts';

const fixedText = 'canary\nthe do-not-call list';

/** What stands in Redis: the list's stored canary, null when there is none, and the length of the list. */
export interface ListState {
  readonly canary: string | null;
  readonly entries: number;
  /** The list was lost and is not restored yet. */
  readonly isLost: boolean;
}

/** Whether the list can be trusted. `canary` is what should stand in Redis from now on. */
export type ListJudgement =
  /** Every key that the list was written under is in the ring. */
  | { readonly outcome: 'known'; readonly canary: string }
  /** There is neither a list nor a canary: a new installation, or Redis has lost both. */
  | { readonly outcome: 'empty'; readonly canary: string }
  /** As `known`, but entries are missing. */
  | { readonly outcome: 'list_lost'; readonly canary: string }
  /** The list was written under a key that is not in the ring, so numbers on it would be called. */
  | { readonly outcome: 'key_unknown' }
  /** There is a list, but nothing tells its key. */
  | { readonly outcome: 'canary_lost' };

/** The fixed text's hash under each key of the ring, newest first. */
function toMarks([newest, ...older]: KeyRing): readonly [string, ...string[]] {
  const toMark = (secret: string) => toNumberHash(secret)(fixedText);
  return [toMark(newest), ...older.map(toMark)];
}

const split = (canary: string) => canary.split(' ').filter((mark) => mark !== '');

/**
 * A canary consists of the marks of all keys that entries of the list may stand under, separated by spaces, newest
 * first. It keeps those of older keys, because their entries stay as they are: if one of these keys is removed from
 * the ring, that is noticed.
 */
export function judgeList(ring: KeyRing, { canary, entries, isLost }: ListState): ListJudgement {
  const marks = toMarks(ring);
  const [newest] = marks;
  if (canary === null)
    return entries === 0 ? { outcome: 'empty', canary: newest } : { outcome: 'canary_lost' };
  const written = split(canary);
  const isKnown = (mark: string) => marks.includes(mark);
  if (!written.some(isKnown)) return { outcome: 'key_unknown' };
  // Without an entry, nothing stands under the unknown key.
  if (entries > 0 && !written.every(isKnown)) return { outcome: 'key_unknown' };
  const outcome = isLost ? 'list_lost' : 'known';
  return { outcome, canary: joinCanaries(newest, written.filter(isKnown).join(' ')) };
}

/** One canary for what was written under either. */
export function joinCanaries(first: string, second: string): string {
  return [...new Set([...split(first), ...split(second)])].join(' ');
}

/** A canary for a list whose keys, as an operator vouches, are all in the ring. */
export function vouchFor(ring: KeyRing): string {
  return toMarks(ring).join(' ');
}

/** Whether the ring has every key of a list that was written under `canary`. */
export function knowsKeysOf(ring: KeyRing, canary: string): boolean {
  return judgeList(ring, { canary, entries: 1, isLost: false }).outcome === 'known';
}
