import type { PartialWords } from '../../contract/events.ts';
import type { LogEntry } from '../../contract/stored-events.ts';

/** The phase of a session that is over. */
export type Over = 'ended' | 'closed';

/** What a follower is told, in this order and nothing twice. */
export interface FeedListener {
  onEvents(entries: readonly LogEntry[]): void;
  onPartial?(words: PartialWords): void;
  /** The log lost a tail that had been delivered: begin again from `readLog(id, 0)`. */
  onDiverged?(): void;
  /** The record is gone: erased or expired. Nothing more will come; may be told again. */
  onGone?(): void;
  /**
   * The record says that the session is over, though the log, as far as it can be read, does not: a listener that holds
   * something of it lets go. May be told again.
   */
  onOver?(phase: Over): void;
}

export interface FeedCounters {
  gap(): void;
  repair(): void;
  diverged(): void;
  /** A listener threw: it is told everything once more, from the beginning. */
  failed(): void;
}
