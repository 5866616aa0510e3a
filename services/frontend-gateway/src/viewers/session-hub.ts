import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionFeed } from '@ringback/shared/redis/session/session-feed';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import type { HubCounters, SessionViewer } from './session-viewer.ts';
import { startWatchedSession, type WatchedSession } from './watched-session.ts';

const beatEveryMs = 5_000;
/** Sessions send heartbeats in turns, so that not all writes are due in the same millisecond. */
const beatTurns = 10;

interface Watched {
  session: WatchedSession;
  /** When in the interval it sends its heartbeat, 0 to `beatTurns` - 1. */
  turn: number;
}

/**
 * The sessions that viewers watch on this gateway. Each is followed and folded once, whatever the number of viewers.
 */
export interface SessionHub {
  /** `held`: the last revision that the browser has. */
  join(sessionId: SessionId, viewer: SessionViewer, held: number | undefined): void;
  /** May be called twice. */
  leave(sessionId: SessionId, viewer: SessionViewer): void;
  /** Sends the whole view to a viewer that had fallen behind. */
  catchUp(sessionId: SessionId, viewer: SessionViewer): void;
  /** Sends the whole view to a viewer of which the audience has changed. */
  showAnew(sessionId: SessionId, viewer: SessionViewer): void;
  /** Tells how many coaches watch a session by a shared link, over all gateways. */
  tellCoaches(sessionId: SessionId, count: number): void;
  /** Counts something that arrived too late to matter. */
  stale(kind: string): void;
  close(): void;
}

export function startSessionHub(parts: {
  feed: SessionFeed;
  logger: Logger;
  metrics: Metrics;
  /** The fleet's time, epoch ms. */
  now: () => number;
}): SessionHub {
  const { feed, logger, metrics, now } = parts;
  const watched = new Map<SessionId, Watched>();
  const snapshots = metrics.counter('viewer_snapshots_total', 'Whole views sent, by cause', ['cause']);
  const stale = metrics.counter('stale_messages_total', 'Messages that came too late, by kind', ['kind']);
  const endSeen = metrics.histogram('end_propagation_seconds', 'From the end of a session to its viewers');
  const counters: HubCounters = {
    snapshot: (cause) => snapshots.inc({ cause }),
    stale: (kind) => stale.inc({ kind }),
    endSeen: (seconds) => endSeen.observe(seconds),
  };
  const sum = (read: (session: WatchedSession) => number) =>
    [...watched.values()].reduce((total, { session }) => total + read(session), 0);
  metrics.held('session', () => watched.size);
  metrics.held('timer', () => sum(({ timers }) => timers));
  metrics.gauge('viewers', 'Logs sockets that watch a session', () => sum(({ viewers }) => viewers));

  let turnNow = 0;
  let turnOfNext = 0;
  const beat = setInterval(() => {
    turnNow = (turnNow + 1) % beatTurns;
    for (const { session, turn } of [...watched.values()]) if (turn === turnNow) session.beat();
  }, beatEveryMs / beatTurns);

  function watch(sessionId: SessionId): WatchedSession {
    const known = watched.get(sessionId);
    if (known !== undefined) return known.session;
    const session = startWatchedSession({ sessionId, feed, logger, counters, now });
    turnOfNext = (turnOfNext + 1) % beatTurns;
    watched.set(sessionId, { session, turn: turnOfNext });
    return session;
  }

  return {
    join: (sessionId, viewer, held) => watch(sessionId).join(viewer, held),
    leave(sessionId, viewer) {
      const session = watched.get(sessionId)?.session;
      if (session === undefined) return;
      session.leave(viewer);
      if (session.viewers > 0) return;
      watched.delete(sessionId);
      session.close();
    },
    catchUp: (sessionId, viewer) => watched.get(sessionId)?.session.catchUp(viewer, 'fell_behind'),
    showAnew: (sessionId, viewer) => watched.get(sessionId)?.session.catchUp(viewer, 'audience_changed'),
    tellCoaches: (sessionId, count) => watched.get(sessionId)?.session.tellCoaches(count),
    stale: counters.stale,
    close() {
      clearInterval(beat);
      for (const { session } of watched.values()) session.close();
      watched.clear();
    },
  };
}
