import type { LogEntry, PartialWords } from '../contract/events.ts';
import type { SessionId } from '../contract/ids.ts';
import type { Logger } from '../runtime/logger.ts';
import type { FeedCounters, FeedListener } from './session-feed.ts';
import type { SessionStore } from './session-store.ts';

/** One listener's place in one session's log. */
export interface Follower {
  /** Entries from the channel: applied when they are next, else the gap is filled from the log. */
  offer(entries: readonly LogEntry[]): void;
  partial(words: PartialWords): void;
  /** Reads on from the log. */
  fill(): void;
  /** The last revision delivered. */
  position(): number;
  /**
   * Compares with the record as it was read after this follower stood at `position`: notices a lost last
   * message and a lost tail.
   */
  compare(position: number, revision: number, commitId: string): void;
  close(): void;
}

export function createFollower(parts: {
  sessionId: SessionId;
  afterRevision: number;
  listener: FeedListener;
  store: SessionStore;
  logger: Logger;
  counters: FeedCounters;
}): Follower {
  const { sessionId, listener, store, logger, counters } = parts;
  let revision = parts.afterRevision;
  let commitId: string | null = null;
  let closed = false;
  let filling = false;
  let again = false;

  function deliver(entries: readonly LogEntry[]): void {
    const fresh = entries.filter((entry) => entry.revision > revision);
    const last = fresh.at(-1);
    if (closed || last === undefined) return;
    revision = last.revision;
    commitId = last.commitId;
    listener.onEvents(fresh);
  }

  async function fillOnce(): Promise<void> {
    const entries = await store.readLog(sessionId, revision);
    const first = entries.find((entry) => entry.revision > revision);
    if (first !== undefined && first.revision !== revision + 1) return diverge();
    deliver(entries);
  }

  function diverge(): void {
    if (closed) return;
    counters.diverged();
    logger.warn({ sessionId, revision }, 'session log lost what was already delivered');
    revision = 0;
    commitId = null;
    listener.onDiverged?.();
  }

  function fill(): void {
    if (closed) return;
    if (filling) {
      again = true;
      return;
    }
    filling = true;
    fillOnce()
      // The next audit tries again, at most two seconds later.
      .catch((error) => logger.warn({ err: error, sessionId }, 'reading the session log failed'))
      .finally(() => {
        filling = false;
        if (again) {
          again = false;
          fill();
        }
      });
  }

  return {
    fill,
    offer(entries) {
      const first = entries[0];
      if (closed || first === undefined) return;
      if (first.revision > revision + 1) {
        counters.gap();
        fill();
      } else deliver(entries);
    },
    partial(words) {
      if (!closed) listener.onPartial?.(words);
    },
    position: () => revision,
    compare(position, current, currentCommit) {
      if (closed) return;
      if (current === 0) {
        listener.onGone?.();
        return;
      }
      if (current > revision) {
        counters.repair();
        fill();
        return;
      }
      // While it was read, this follower may have moved on: only what stood still can be judged.
      if (filling || position !== revision) return;
      if (current < position || (commitId !== null && currentCommit !== commitId)) {
        diverge();
        fill();
      }
    },
    close() {
      closed = true;
    },
  };
}
