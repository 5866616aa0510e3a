import type { SessionId } from '@ringback/shared/contract/ids';
import { leaseMs } from '@ringback/shared/redis/fleet/leases';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keys } from '@ringback/shared/redis/keys';
import { isUnreadable } from '@ringback/shared/redis/session/unreadable-record';
import { isStoreFailure } from '@ringback/shared/redis/store-failure';
import { repeat } from '@ringback/shared/runtime/repeat';
import type { CallControl } from '../carrier/carrier.ts';
import { createUnservedWatch } from '../domain/unserved-watch.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { createMovesOn } from './move-on.ts';
import { listUnserved } from './unserved-sessions.ts';

const everyMs = 250;
const batchSize = 100;
/** While Redis is in trouble and for so long after, absences are judged more patiently. */
const troubleMs = 10_000;

/**
 * Moves on sessions that were left alone. It ends or closes a session whose phase is past its deadline. It does the
 * same for a session whose telephony instance is gone and that no other one has taken over, after fetching the call
 * back from the carrier; and for a dial of which nothing is known. The list of live sessions is only a hint: the
 * record decides, a wrong entry is repaired, and a session that cannot be read is set aside. It never dials.
 */
export function startReaper(
  parts: ServiceParts,
  metrics: TelephonyMetrics,
  options: {
    carrier: CallControl | null;
    /** How long a browser may be away, in ms. Its page was told the same. */
    reattachMs: number;
  },
): { close(): void } {
  const { redis, store, logger, clock } = parts;
  const moves = createMovesOn(parts, metrics, options.carrier);
  const unserved = createUnservedWatch({ reattachMs: options.reattachMs, leaseMs: leaseMs.telephony });
  /** Acted on only at the second sighting, so that a commit under way comes first. */
  let sighted = new Set<SessionId>();

  let fetched = new Set<SessionId>();
  let troubledAt = Number.NEGATIVE_INFINITY;

  /** Handles each session by itself: one that cannot be read, or fails in another way, delays no other. */
  async function each(
    ids: readonly SessionId[],
    nowMs: number,
    look: (sessionId: SessionId) => Promise<void>,
  ): Promise<void> {
    for (const sessionId of ids) {
      try {
        await look(sessionId);
      } catch (error) {
        if (isStoreFailure(error)) throw error;
        if (isUnreadable(error)) await moves.setAside(sessionId, nowMs);
        else logger.error({ err: error, sessionId }, 'session could not be looked after');
      }
    }
  }

  async function sweep(): Promise<void> {
    const nowMs = clock.now();
    const isTroubled = performance.now() - troubledAt < troubleMs;
    const left = unserved.look(await listUnserved(parts, nowMs), { nowMs, isTroubled });
    // Once for each absence.
    const notFetched = left.fetchable.filter((sessionId) => !fetched.has(sessionId));
    await each(notFetched, nowMs, moves.fetchBack);
    fetched = new Set(left.fetchable);
    await each(left.lost, nowMs, moves.giveUp);
    await each(left.undialled, nowMs, moves.giveUpDial);
    if (left.recordless.length > 0) await redis.zrem(keys.live, ...left.recordless);
    const overdue = await store.listOverdue(nowMs, batchSize);
    const twice = overdue.filter((sessionId) => sighted.has(sessionId));
    await each(twice, nowMs, (sessionId) => moves.reap(sessionId, nowMs));
    sighted = new Set(overdue);
  }

  return repeat(everyMs, sweep, (error) => {
    troubledAt = performance.now();
    logger.warn({ err: error }, 'reaping failed');
  });
}
