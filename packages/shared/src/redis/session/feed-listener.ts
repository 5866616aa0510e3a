import type { PartialWords } from '../../contract/events.ts';
import type { LogEntry } from '../../contract/stored-events.ts';

/** The phase of a session that is over. */
export type Over = 'ended' | 'closed';

/** What a follower is told, in order and never twice. */
export interface FeedListener {
  onEvents(entries: readonly LogEntry[]): void;
  onPartial?(words: PartialWords): void;
  /** The log lost a tail that had been delivered: start again from `readLog(id, 0)`. */
  onDiverged?(): void;
  /** The record is gone, erased or expired. Nothing more will come. May be called again. */
  onGone?(): void;
  /**
   * The record says that the session is over, but the log, as far as it can be read, does not. A listener that holds
   * something of the session lets go. May be called again.
   */
  onOver?(phase: Over): void;
}

export interface FeedCounters {
  gap(): void;
  repair(): void;
  diverged(): void;
  /** A listener threw. It is told everything again from the beginning. */
  failed(): void;
  /** Levels that were not understood. They are not delivered. */
  unreadableLevels(): void;
}
