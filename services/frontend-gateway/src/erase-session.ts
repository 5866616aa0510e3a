import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import { findReservation } from '@ringback/shared/redis/reservations';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { SessionFeed } from '@ringback/shared/redis/session-feed';
import type { SessionStore } from '@ringback/shared/redis/session-store';
import { settleReservation } from '@ringback/shared/redis/settlement';
import { revokeAllShareLinks } from '@ringback/shared/redis/share-links';
import { settlementMs } from '@ringback/shared/session/lifecycle-table';
import type { DialRequests } from './dial-requests.ts';

/** A settler may be raising or settling the same reservation. */
const mostRaces = 5;

/** Resolves when the session is closed, or after `withinMs`. */
function waitUntilClosed(feed: SessionFeed, sessionId: SessionId, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      unfollow();
      resolve();
    };
    const timer = setTimeout(finish, withinMs);
    const unfollow = feed.follow(sessionId, 0, {
      onEvents(entries) {
        if (entries.some(({ event }) => event.type === 'session.closed')) finish();
      },
      onGone: finish,
    });
  });
}

/**
 * Ends a session if it lives, gives everybody the time to let go, settles what it has cost, and removes all that is
 * stored of it. A tombstone refuses what still arrives. Its candidate's index forgets it as well.
 */
export function createSessionEraser(parts: {
  redis: ScriptedRedis;
  store: SessionStore;
  feed: SessionFeed;
  dialRequests: DialRequests;
  retentionSeconds: number;
  /** The fleet's time, epoch ms. */
  now: () => number;
}): (sessionId: SessionId, ownerId: CandidateId) => Promise<void> {
  const { redis, store, feed, dialRequests, retentionSeconds, now } = parts;

  async function settle(sessionId: SessionId): Promise<void> {
    for (let attempt = 0; attempt < mostRaces; attempt++) {
      const held = await findReservation(redis, sessionId);
      if (held === null) return;
      const record = (await store.read(sessionId))?.record ?? null;
      await settleReservation(redis, held, { record, isErased: record === null, nowMs: now() });
    }
  }

  return async (sessionId, ownerId) => {
    await store.commit(sessionId, { type: 'end', reason: 'hung_up_by_candidate' });
    const read = await store.read(sessionId);
    if (read !== null && read.record.phase !== 'closed') {
      await waitUntilClosed(feed, sessionId, settlementMs);
      // So that whoever still follows it is told the last word before it is gone.
      await store.commit(sessionId, { type: 'close' });
    }
    // While it is still known what the call has cost.
    await settle(sessionId);
    await dialRequests.remove(sessionId);
    await revokeAllShareLinks(redis, sessionId);
    await redis
      .multi()
      .set(keys.tombstone(sessionId), '1', 'EX', retentionSeconds)
      .del(
        keys.session(sessionId),
        keys.log(sessionId),
        keys.operations(sessionId),
        keys.outOfMoney(sessionId),
      )
      .zrem(keys.live, sessionId)
      .zrem(keys.candidateSessions(ownerId), sessionId)
      .exec();
  };
}
