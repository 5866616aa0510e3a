import type { PartialWords } from '@ringback/shared/contract/events';
import type { ItemId } from '@ringback/shared/contract/ids';
import { noWords, offerAgain, offerWords, settleWords, takeDue } from '../domain/word-pace.ts';

/** A session's unfinished words on their way to its viewers, at their pace. */
export interface WordFlow {
  offer(words: PartialWords): void;
  /** Sends everything unfinished once more, for a viewer that has none of it. */
  again(): void;
  settle(itemId: ItemId): void;
  forget(): void;
  /** The newest words of each unfinished item, oldest item first. */
  readonly unfinished: readonly PartialWords[];
  /** 1 while words wait for their turn. */
  readonly timers: number;
}

export function createWordFlow(send: (words: PartialWords) => void): WordFlow {
  let pace = noWords;
  let timer: NodeJS.Timeout | null = null;

  function sendDue(): void {
    if (timer !== null) return;
    const taken = takeDue(pace, performance.now());
    pace = taken.pace;
    if (taken.waitMs !== null) timer = setTimeout(onTurn, taken.waitMs);
    if (taken.due !== null) send(taken.due);
  }

  function onTurn(): void {
    timer = null;
    sendDue();
  }

  return {
    offer(words) {
      pace = offerWords(pace, words, performance.now());
      sendDue();
    },
    again() {
      pace = offerAgain(pace, performance.now());
      sendDue();
    },
    settle(itemId) {
      pace = settleWords(pace, itemId);
    },
    forget() {
      // The time of the last words stays, so that a viewer is not sent more than the pace allows.
      pace = { ...noWords, sentAt: pace.sentAt };
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
    get unfinished() {
      return [...pace.items.values()].map(({ words }) => words);
    },
    get timers() {
      return timer === null ? 0 : 1;
    },
  };
}
