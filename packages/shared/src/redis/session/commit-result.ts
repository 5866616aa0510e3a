import type { SessionEvent } from '../../contract/events.ts';
import type { Role } from '../../contract/ids.ts';
import type { Phase } from '../../contract/lifecycle.ts';
import type { ReadRecord, SessionRecord } from '../../contract/session-record.ts';
import { UnreadableRecordError } from './unreadable-record.ts';

export interface CommitOptions {
  /** Recognises a repetition; random when left out. */
  operationId?: string;
  /** Hash of the command's body, so that one operation id cannot mean two things. */
  bodyHash?: string;
  /** The right to act in a role. The command is `fenced` when a later holder has taken over. */
  fence?: { role: Role; token: number };
  /** The revision that the sender has seen. If the session has moved on since, the command is `stale`. */
  seenRevision?: number;
  /**
   * The record as the sender knows it, so that it need not be read first. What is not decided on it, or no longer as
   * it says, is decided on the stored one.
   */
  known?: ReadRecord | null;
}

export interface CreateOptions extends CommitOptions {
  /** How long the session is kept, counted from its creation. */
  retentionSeconds: number;
}

export type CommitResult =
  | {
      outcome: 'ok';
      revision: number;
      commitId: string;
      record: SessionRecord;
      events: SessionEvent[];
    }
  /** Already so, or applied earlier under the same operation id. */
  | { outcome: 'duplicate'; revision: number }
  | { outcome: 'operation_conflict' }
  | { outcome: 'illegal'; phase: Phase }
  /** Decided on an outdated state. `revision`: the current one, if the command named one. */
  | { outcome: 'stale'; revision?: number }
  | { outcome: 'fenced' }
  | { outcome: 'gone' }
  /**
   * The record cannot be understood. A command that ends a session has closed it all the same, for the reaper to set
   * aside.
   */
  | { outcome: 'unreadable' }
  /** What would have been written could not be read again, so nothing was written. */
  | { outcome: 'unwritable' };

/** What the scripts of a commit answer. */
export type CommitReply = [outcome: string, revision: string, commitId: string, detail: string];

/** `again`: the record has moved on since it was read. Throws an UnreadableRecordError. */
export function toResult(
  reply: CommitReply,
  after: SessionRecord,
  events: SessionEvent[],
): CommitResult | 'again' {
  const revision = Number(reply[1]);
  switch (reply[0]) {
    case 'ok':
      return { outcome: 'ok', revision, commitId: reply[2], record: after, events };
    case 'duplicate':
      return { outcome: 'duplicate', revision };
    case 'operation_conflict':
      return { outcome: 'operation_conflict' };
    case 'fenced':
      return { outcome: 'fenced' };
    case 'gone':
      return { outcome: 'gone' };
    case 'unwritable':
      return { outcome: 'unwritable' };
    // Log and record contradict each other. No commit can be written any more, and reading does not repair it.
    case 'unreadable':
      throw new UnreadableRecordError(after.sessionId, [reply[3]]);
    // The phase was read a moment ago, so "illegal" means that the record has moved on since.
    default:
      return 'again';
  }
}
