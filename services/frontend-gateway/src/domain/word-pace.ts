import type { PartialWords } from '@ringback/shared/contract/events';
import type { ItemId } from '@ringback/shared/contract/ids';

/** A viewer is sent partial words at most ten times a second, however many speak: faster than a person reads. */
const wordsEveryMs = 100;
/** The most items in progress at one time. A conversation has two. */
const mostItems = 8;

interface Item {
  words: PartialWords;
  /** Since when its newest words have been waiting, in ms. Null when they were sent. */
  waitingSince: number | null;
}

/** Unfinished items with their newest words, oldest item first, and when words of any item were last sent. */
export interface WordPace {
  readonly items: ReadonlyMap<ItemId, Item>;
  readonly sentAt: number;
}
export const noWords: WordPace = { items: new Map(), sentAt: Number.NEGATIVE_INFINITY };

/** Accepts new words of an item. `takeDue` returns them when their time has come. Times in ms of any steady clock. */
export function offerWords(pace: WordPace, words: PartialWords, now: number): WordPace {
  const items = new Map(pace.items);
  items.set(words.itemId, { words, waitingSince: items.get(words.itemId)?.waitingSince ?? now });
  const oldest = items.keys().next().value;
  if (items.size > mostItems && oldest !== undefined) items.delete(oldest);
  return { ...pace, items };
}

/** Has every unfinished item sent once more in its turn, for a viewer that arrives in the middle of them. */
export function offerAgain(pace: WordPace, now: number): WordPace {
  const items = [...pace.items].map(([itemId, { words, waitingSince }]): [ItemId, Item] => [
    itemId,
    { words, waitingSince: waitingSince ?? now },
  ]);
  return { ...pace, items: new Map(items) };
}

function longestWaiting(items: WordPace['items']): Item | null {
  let found: Item | null = null;
  let since = Number.POSITIVE_INFINITY;
  for (const item of items.values()) {
    if (item.waitingSince === null || item.waitingSince >= since) continue;
    found = item;
    since = item.waitingSince;
  }
  return found;
}

/** The words whose turn it is, if any, and how long until the next turn (null: nothing waits). */
export function takeDue(
  pace: WordPace,
  now: number,
): { pace: WordPace; due: PartialWords | null; waitMs: number | null } {
  const next = longestWaiting(pace.items);
  if (next === null) return { pace, due: null, waitMs: null };
  const leftMs = pace.sentAt + wordsEveryMs - now;
  if (leftMs > 0) return { pace, due: null, waitMs: leftMs };
  const { words } = next;
  const items = new Map(pace.items);
  items.set(words.itemId, { words, waitingSince: null });
  return {
    pace: { items, sentAt: now },
    due: words,
    waitMs: longestWaiting(items) === null ? null : wordsEveryMs,
  };
}

/** Forgets an item: its final words are in the log. */
export function settleWords(pace: WordPace, itemId: ItemId): WordPace {
  if (!pace.items.has(itemId)) return pace;
  const items = new Map(pace.items);
  items.delete(itemId);
  return { ...pace, items };
}
