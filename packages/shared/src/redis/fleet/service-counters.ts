import type { Metrics } from '../../runtime/metrics.ts';
import type { FeedCounters } from '../session/feed-listener.ts';

/** What every service counts of its commits, of what it reads from Redis, and of the messages it follows. */
export interface ServiceCounters {
  commit(outcome: string): void;
  unreadable(kind: 'record' | 'event'): void;
  feed: FeedCounters;
  /** A row of an instance that our fleet has not signed. */
  forged(): void;
}

export function createServiceCounters(metrics: Metrics): ServiceCounters {
  const commits = metrics.counter('commits_total', 'Commits by outcome', ['outcome']);
  const unreadable = metrics.counter(
    'unreadable_total',
    'What was read from Redis and not understood, by kind: a damaged record, an event or levels of another version',
    ['kind'],
  );
  const gaps = metrics.counter(
    'follower_gaps_total',
    'Missing messages that a follower noticed at the next one',
  );
  const repairs = metrics.counter('follower_repairs_total', 'Missing messages that only the audit noticed');
  const diverged = metrics.counter('follower_diverged_total', 'Logs that lost what was already delivered');
  const failed = metrics.counter('follower_failures_total', 'Listeners of a session that threw');
  const forged = metrics.counter(
    'unsigned_instances_total',
    'Rows of instances that were ignored because the fleet’s secret has not signed them',
  );
  return {
    commit: (outcome) => commits.inc({ outcome }),
    unreadable: (kind) => unreadable.inc({ kind }),
    feed: {
      gap: () => gaps.inc(),
      repair: () => repairs.inc(),
      diverged: () => diverged.inc(),
      failed: () => failed.inc(),
      unreadableLevels: () => unreadable.inc({ kind: 'levels' }),
    },
    forged: () => forged.inc(),
  };
}
