import { setTimeout as wait } from 'node:timers/promises';
import type { DeletionReference } from '@ringback/shared/contract/deletion-record';
import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import { forgetDialInCode } from '@ringback/shared/redis/admission/dial-in-codes';
import { findReservation } from '@ringback/shared/redis/admission/reservations';
import { settleReservation } from '@ringback/shared/redis/admission/settle-reservation';
import { revokeAllShareLinks } from '@ringback/shared/redis/admission/share-links';
import type { createCostTeller } from '@ringback/shared/redis/admission/told-costs';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { removeSession } from '@ringback/shared/redis/session/erased-sessions';
import type { SessionFeed } from '@ringback/shared/redis/session/session-feed';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { readStoredParts } from '@ringback/shared/redis/session/stored-parts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { settlementMs } from '@ringback/shared/session/phase-limits';
import { sessionLimits } from '../http/visitor-budget.ts';
import type { DialRequests } from '../starts/dial-requests.ts';
import type { ErasedTraces } from './erased-traces.ts';
import type { ReportJobs } from './report-jobs.ts';

/** A settler may be raising or settling the same reservation at the same time. */
const mostRaces = 5;
const lookEveryMs = 250;

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
      onOver(phase) {
        if (phase === 'closed') finish();
      },
      onGone: finish,
    });
  });
}

/** The session to erase, and the record that counts what was removed. */
export interface SessionErasure {
  sessionId: SessionId;
  /** Null: unknown. Their index forgets the session at the next look. */
  ownerId: CandidateId | null;
  reference: DeletionReference;
}

/**
 * Erases a session: ends it if it lives, gives all holders time to let go, settles what it has cost, and removes
 * everything stored about it. A tombstone refuses what still arrives. Needs no readable record. The candidate's index
 * forgets the session last, so that an erasure that was left in the middle finds it there. Two gateways may erase one
 * session at the same time: each step may be taken twice, and the cost is booked once, because only the one that finds
 * the reservation unchanged settles it.
 */
export function createSessionEraser(parts: {
  redis: ScriptedRedis;
  store: SessionStore;
  feed: SessionFeed;
  dialRequests: DialRequests;
  hashes: NumberHashes;
  reports: Pick<ReportJobs, 'remove'>;
  traces: Pick<ErasedTraces, 'forgetCall' | 'gone'>;
  retentionSeconds: number;
  /** The fleet's time, epoch ms. */
  now: () => number;
  tellCost: ReturnType<typeof createCostTeller>;
}): (erasure: SessionErasure) => Promise<void> {
  const { redis, store, feed, dialRequests, hashes, reports, traces, now, tellCost } = parts;

  async function settle(sessionId: SessionId): Promise<void> {
    for (let attempt = 0; attempt < mostRaces; attempt++) {
      const held = await findReservation(redis, sessionId);
      if (held === null) return;
      const record = (await store.read(sessionId))?.record ?? null;
      const session = { record, isErased: record === null, nowMs: now() };
      const result = await settleReservation(redis, held, session);
      if (result.outcome === 'settled') tellCost(sessionId, result);
    }
  }

  /** An unreadable record may still name a carrier's call. The reaper hangs it up and is given time to do so. */
  async function waitUntilSetAside(sessionId: SessionId): Promise<void> {
    for (let waitedMs = 0; waitedMs < settlementMs; waitedMs += lookEveryMs) {
      if ((await redis.zscore(keys.live, sessionId)) === null) return;
      await wait(lookEveryMs);
    }
  }

  async function close(sessionId: SessionId): Promise<void> {
    const ended = await store.commit(sessionId, { type: 'end', reason: 'hung_up_by_candidate' });
    // Its cost is no longer known. Telephony settles it once the session has been set aside.
    if (ended.outcome === 'unreadable') return await waitUntilSetAside(sessionId);
    if (ended.outcome !== 'gone' && !(ended.outcome === 'ok' && ended.record.phase === 'closed')) {
      await waitUntilClosed(feed, sessionId, settlementMs);
      // So that its followers get the last event before the session is gone.
      await store.commit(sessionId, { type: 'close' });
    }
    // Settled while the cost of the call is still known.
    await settle(sessionId);
  }

  async function erase({ sessionId, ownerId, reference }: SessionErasure): Promise<void> {
    // Before the end of a call takes its reservation and its job.
    const counts = (await readStoredParts(redis, sessionId))?.counts ?? {};
    await close(sessionId);
    await dialRequests.remove(sessionId);
    await traces.forgetCall(sessionId);
    await forgetDialInCode(redis, hashes, sessionId);
    await revokeAllShareLinks(redis, sessionId);
    const tombstoneSeconds = parts.retentionSeconds;
    await removeSession(redis, { sessionId, tombstoneSeconds, deletion: { reference, counts } });
    // That of one which could not be read: all that was reserved counts.
    await settle(sessionId);
    await redis.del(...sessionLimits(sessionId).map(keys.limit));
    await reports.remove(sessionId);
    await traces.gone();
    if (ownerId !== null) await redis.zrem(keys.candidateSessions(ownerId), sessionId);
  }

  /** Erasures in progress here. A repeated request joins the one in progress and costs nothing more. */
  const running = new Map<SessionId, Promise<void>>();
  return (erasure) => {
    const { sessionId } = erasure;
    const known = running.get(sessionId);
    if (known !== undefined) return known;
    const erasing = erase(erasure).finally(() => running.delete(sessionId));
    running.set(sessionId, erasing);
    return erasing;
  };
}
