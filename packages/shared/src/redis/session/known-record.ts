import type { ReadRecord } from '../../contract/session-record.ts';
import type { LogEntry } from '../../contract/stored-events.ts';
import { evolveRecord } from '../../session/evolve-record.ts';

/**
 * A session's record as this process knows it without asking: as it was read, as its own commits left it, and as the log
 * carries it on. A commit is decided on it. The script then refuses it if the session has moved on, and the record is read.
 */
export interface KnownRecord {
  /** Null: only the store knows it. */
  readonly value: ReadRecord | null;
  /** The next entries of the log. One that is not understood may have changed what this process cannot know. */
  follow(entries: readonly LogEntry[]): void;
  /** The record as a commit of this process has left it. */
  learn(left: ReadRecord): void;
  /** What was followed is no longer what is stored. */
  forget(): void;
}

export function createKnownRecord(read: ReadRecord): KnownRecord {
  let value: ReadRecord | null = read;

  function follow({ revision, commitId, event }: LogEntry): void {
    if (value === null || revision <= value.revision) return;
    const isNext = revision === value.revision + 1 && event.type !== 'unknown';
    value = isNext ? { record: evolveRecord(value.record, event), revision, commitId } : null;
  }

  return {
    get value() {
      return value;
    },
    follow(entries) {
      for (const entry of entries) follow(entry);
    },
    learn(left) {
      // The log may have carried it further while the answer was on its way.
      if (value === null || left.revision > value.revision) value = left;
    },
    forget() {
      value = null;
    },
  };
}
