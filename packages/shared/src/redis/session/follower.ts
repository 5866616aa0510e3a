import type { PartialWords } from '../../contract/events.ts';
import type { SessionId } from '../../contract/ids.ts';
import type { LogEntry } from '../../contract/stored-events.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { FeedCounters, FeedListener, Over } from './feed-listener.ts';
import type { SessionStore } from './session-store.ts';

/** The newest entry of a session's log, as its record says. */
interface LogHead {
  /** 0: there is no record. */
  revision: number;
  commitId: string;
  /** The phase of a session that is over. */
  over: Over | null;
}

/** One listener's position in one session's log. */
export interface Follower {
  /** Entries from the channel. They are applied if they are next. Otherwise the gap is filled from the log. */
  offer(entries: readonly LogEntry[]): void;
  partial(words: PartialWords): void;
  /** Reads on from the log. */
  fill(): void;
  /** The last revision delivered. */
  position(): number;
  /**
   * Compares with the record, read after this follower stood at `position`. Notices a lost last message, a lost tail,
   * and an end that the log cannot tell.
   */
  compare(position: number, stored: LogHead): void;
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
  /** The end that the record states, and how often it was seen. */
  let over: Over | null = null;
  let seenOver = 0;

  function deliver(entries: readonly LogEntry[]): void {
    const fresh = entries.filter((entry) => entry.revision > revision);
    const last = fresh.at(-1);
    if (closed || last === undefined) return;
    if (!tell(() => listener.onEvents(fresh))) return;
    revision = last.revision;
    commitId = last.commitId;
  }

  /**
   * Tells the listener something. If it throws, its position is uncertain: it starts again at the next audit, and the
   * other listeners are unaffected.
   */
  function tell(what: () => void): boolean {
    try {
      what();
      return true;
    } catch (error) {
      counters.failed();
      logger.error({ err: error, sessionId, revision }, 'a listener of a session failed');
      beginAgain();
      return false;
    }
  }

  function beginAgain(): void {
    revision = 0;
    commitId = null;
    try {
      listener.onDiverged?.();
    } catch (error) {
      logger.error({ err: error, sessionId }, 'a listener of a session could not begin again');
    }
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
    beginAgain();
  }

  function fill(): void {
    if (closed) return;
    if (filling) {
      again = true;
      return;
    }
    filling = true;
    fillOnce()
      .then(
        () => true,
        (error) => {
          // The next audit tries again, at most two seconds later.
          logger.warn({ err: error, sessionId }, 'reading the session log failed');
          return false;
        },
      )
      .then((isRead) => {
        filling = false;
        if (!again) return tellWhetherOver(isRead);
        again = false;
        fill();
      });
  }

  /**
   * Called once the log has been delivered, because its own end says more than the record's phase. A log that cannot
   * be read at two audits is no longer waited for.
   */
  function tellWhetherOver(isRead: boolean): void {
    const told = over;
    if (told === null || closed || !(isRead || seenOver > 1)) return;
    over = null;
    tell(() => listener.onOver?.(told));
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
      if (!closed) tell(() => listener.onPartial?.(words));
    },
    position: () => revision,
    compare(position, stored) {
      if (closed) return;
      if (stored.revision === 0 && stored.over === null) {
        tell(() => listener.onGone?.());
        return;
      }
      over = stored.over;
      if (over !== null) seenOver += 1;
      if (stored.revision > revision) {
        counters.repair();
        fill();
        return;
      }
      if (!filling) tellWhetherOver(true);
      // This follower may have moved on during the read. Only an unchanged position can be judged.
      if (closed || filling || position !== revision) return;
      if (stored.revision < position || (commitId !== null && stored.commitId !== commitId)) {
        diverge();
        fill();
      }
    },
    close() {
      closed = true;
    },
  };
}
