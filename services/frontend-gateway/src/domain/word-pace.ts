import type { PartialWords } from '@ringback/shared/contract/events';
import type { ItemId } from '@ringback/shared/contract/ids';

/** At most ten times a second for one item: faster than anyone reads. */
const wordsEveryMs = 100;
/** Items in progress at one time; a conversation has two. */
const mostItems = 8;

interface Item {
  words: PartialWords;
  sentAt: number;
  pending: boolean;
}

/** Unfinished items with their newest words, oldest item first. */
export type WordPace = ReadonlyMap<ItemId, Item>;
export const noWords: WordPace = new Map();

/** Takes new words of an item; `send` when they may go out at once, else `takeDue` has them later. */
export function offerWords(
  pace: WordPace,
  words: PartialWords,
  now: number,
): { pace: WordPace; send: boolean } {
  const known = pace.get(words.itemId);
  const send = known === undefined || now - known.sentAt >= wordsEveryMs;
  const next = new Map(pace);
  next.set(words.itemId, { words, sentAt: send ? now : known.sentAt, pending: !send });
  const oldest = next.keys().next().value;
  if (next.size > mostItems && oldest !== undefined) next.delete(oldest);
  return { pace: next, send };
}

/** The words whose time has come, and how long to wait for the next (null: nothing waits). */
export function takeDue(
  pace: WordPace,
  now: number,
): { pace: WordPace; due: PartialWords[]; waitMs: number | null } {
  const next = new Map<ItemId, Item>();
  const due: PartialWords[] = [];
  let waitMs: number | null = null;
  for (const [itemId, item] of pace) {
    const left = item.pending ? item.sentAt + wordsEveryMs - now : null;
    if (left !== null && left <= 0) {
      due.push(item.words);
      next.set(itemId, { ...item, sentAt: now, pending: false });
      continue;
    }
    next.set(itemId, item);
    if (left !== null) waitMs = waitMs === null ? left : Math.min(waitMs, left);
  }
  return { pace: next, due, waitMs };
}

/** Forgets an item: its final words are in the log. */
export function settleWords(pace: WordPace, itemId: ItemId): WordPace {
  if (!pace.has(itemId)) return pace;
  const next = new Map(pace);
  next.delete(itemId);
  return next;
}
