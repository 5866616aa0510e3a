import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionFeed } from '@ringback/shared/redis/session-feed';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import {
  type HubCounters,
  startWatchedSession,
  type WatchedSession,
  type Watcher,
} from './watched-session.ts';

const beatEveryMs = 5_000;

/** A browser's place at a session. */
export interface Seat {
  catchUp(): void;
  /** May be called twice. */
  leave(): void;
}

/** The sessions that somebody watches here: each is followed and folded once, whatever the number of viewers. */
export interface SessionHub {
  join(sessionId: SessionId, watcher: Watcher, held: number | undefined): Seat;
  /** How many coaches watch a session by a shared link, over all gateways. */
  tellCoaches(sessionId: SessionId, count: number): void;
  /** Counts something that came too late to matter. */
  stale(kind: string): void;
  close(): void;
}

export function startSessionHub(parts: { feed: SessionFeed; logger: Logger; metrics: Metrics }): SessionHub {
  const { feed, logger, metrics } = parts;
  const sessions = new Map<SessionId, WatchedSession>();
  const snapshots = metrics.counter('viewer_snapshots_total', 'Whole views sent, by cause', ['cause']);
  const stale = metrics.counter('stale_messages_total', 'Messages that came too late, by kind', ['kind']);
  const endSeen = metrics.histogram('end_propagation_seconds', 'From the end of a session to its viewers');
  const counters: HubCounters = {
    snapshot: (cause) => snapshots.inc({ cause }),
    stale: (kind) => stale.inc({ kind }),
    endSeen: (seconds) => endSeen.observe(seconds),
  };
  const sum = (read: (session: WatchedSession) => number) =>
    [...sessions.values()].reduce((total, session) => total + read(session), 0);
  metrics.held('session', () => sessions.size);
  metrics.held('timer', () => sum(({ timers }) => timers));
  metrics.gauge('viewers', 'Browser sockets that watch a session', () => sum(({ watchers }) => watchers));

  const beat = setInterval(() => {
    for (const session of sessions.values()) session.beat();
  }, beatEveryMs);

  return {
    join(sessionId, watcher, held) {
      const session = sessions.get(sessionId) ?? startWatchedSession({ sessionId, feed, logger, counters });
      sessions.set(sessionId, session);
      session.join(watcher, held);
      return {
        catchUp: () => session.catchUp(watcher),
        leave() {
          session.leave(watcher);
          if (session.watchers > 0 || sessions.get(sessionId) !== session) return;
          sessions.delete(sessionId);
          session.close();
        },
      };
    },
    tellCoaches: (sessionId, count) => sessions.get(sessionId)?.tellCoaches(count),
    stale: counters.stale,
    close() {
      clearInterval(beat);
      for (const session of sessions.values()) session.close();
      sessions.clear();
    },
  };
}
