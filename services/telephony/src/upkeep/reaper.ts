import type { SessionId } from '@ringback/shared/contract/ids';
import { redisNowMs } from '@ringback/shared/redis/fleet/instances';
import { leaseMs } from '@ringback/shared/redis/fleet/leases';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keys } from '@ringback/shared/redis/keys';
import { closeUnreadable } from '@ringback/shared/redis/session/quarantine';
import { isUnreadable } from '@ringback/shared/redis/session/unreadable-record';
import { isStoreFailure } from '@ringback/shared/redis/store-failure';
import { repeat } from '@ringback/shared/runtime/repeat';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { CallControl } from '../carrier/carrier.ts';
import { createAbsenceWatch } from '../domain/absence.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { listUnserved } from './unserved-sessions.ts';

const everyMs = 500;
const batchSize = 100;
/** A wrong entry is corrected at most this far ahead, since a commit meanwhile may know better. */
const mostAheadMs = 30_000;
/**
 * How long a session may be without a lease: long enough for the carrier or the browser to reach another instance.
 * Counted from our own first sight. After Redis was away every lease has run out, and a living holder renews its own
 * at once.
 */
const abandonedAfterMs = 8_000;
/** A living instance gives up on its browser by itself, and reports that first. */
const afterItsOwnMs = 1_000;
/** After this long, the carrier is asked to bring its call to another instance. */
const fetchBackAfterMs = 1_000;
/**
 * A lease that was given back belongs to a call that its former holder looks after. While Redis is in trouble and
 * shortly after, a lease that has run out is renewed within two seconds.
 */
const fetchBackPatientlyMs = 3_000;
const troubleMs = 10_000;
/** A session is listed a moment before its record is made. If its record could not be made, it stays listed. */
const recordWithinMs = 3_000;
/** How long a dial may have an unknown outcome. Counted from our own first sight. */
const unknownDialMs = 20_000;

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
  const { redis, store, logger } = parts;
  const { carrier, reattachMs } = options;
  /** Acted on only at the second sighting, so that a commit under way comes first. */
  let sighted = new Set<SessionId>();

  /** Nothing about it can be decided any more. Its call is hung up, its holders see the phase, and it is set aside. */
  async function setAside(sessionId: SessionId, nowMs: number): Promise<void> {
    const { callSid } = await closeUnreadable(redis, sessionId, { to: 'quarantine', nowMs });
    metrics.reaped.inc({ cause: 'unreadable' });
    logger.error({ sessionId, callSid }, 'session cannot be read, set aside');
    takeDown(callSid);
  }

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
        if (isUnreadable(error)) await setAside(sessionId, nowMs);
        else logger.error({ err: error, sessionId }, 'session could not be looked after');
      }
    }
  }

  async function reap(sessionId: SessionId, nowMs: number): Promise<void> {
    const read = await store.read(sessionId);
    const deadlineAt = read?.record.deadlineAt ?? null;
    if (read === null || deadlineAt === null) {
      await redis.zrem(keys.live, sessionId);
      return;
    }
    if (deadlineAt > nowMs) {
      await redis.zadd(keys.live, Math.min(deadlineAt, nowMs + mostAheadMs), sessionId);
      return;
    }
    const { phase, callSid } = read.record;
    // The holder did not release the call. It may still be ringing and costing money.
    if (!isLive(phase)) takeDown(callSid);
    // Judged again by the current record, since the session may have moved on.
    const { outcome } = await store.commit(sessionId, { type: 'expire', nowMs });
    if (outcome !== 'ok') return;
    metrics.reaped.inc({ cause: phase });
    logger.warn({ sessionId, phase }, 'session is past its deadline');
  }

  /** Not awaited: a carrier that does not answer must not delay the others. */
  function takeDown(callSid: string | null): void {
    if (callSid === null) return;
    carrier?.hangUp(callSid).catch((error) => logger.error({ err: error, callSid }, 'hanging up failed'));
  }

  async function giveUp(sessionId: SessionId): Promise<void> {
    const result = await store.commit(sessionId, { type: 'end', reason: 'media_lost' });
    if (result.outcome !== 'ok') return;
    metrics.reaped.inc({ cause: 'abandoned' });
    logger.warn({ sessionId }, 'no instance serves the session');
    takeDown(result.record.callSid);
  }

  /** The dialling instance is gone, or the carrier has not answered. If a call turns up after all, it is hung up. */
  async function giveUpDial(sessionId: SessionId): Promise<void> {
    const record = (await store.read(sessionId))?.record;
    if (record?.phase !== 'dialling' || record.callSid !== null) return;
    const result = await store.commit(sessionId, { type: 'end', reason: 'unknown_dial' });
    if (result.outcome !== 'ok') return;
    metrics.reaped.inc({ cause: 'unknown_dial' });
    logger.warn({ sessionId }, 'outcome of the dial is not known');
  }

  /** The audio is gone and the carrier's call may still be up. Once for each absence. */
  async function fetchBack(sessionId: SessionId): Promise<void> {
    const record = (await store.read(sessionId))?.record;
    if (record === undefined || record.via === 'browser') return;
    // Not awaited, and never rejects.
    void carrier?.fetchBack(record);
  }

  const missing = createAbsenceWatch<SessionId>(fetchBackAfterMs);
  const missingPatiently = createAbsenceWatch<SessionId>(fetchBackPatientlyMs);
  let troubledAt = Number.NEGATIVE_INFINITY;
  const absence = createAbsenceWatch<SessionId>(abandonedAfterMs);
  const absenceOfBrowsers = createAbsenceWatch<SessionId>(reattachMs + afterItsOwnMs);
  // Sessions whose lease has run out since their audio was last here.
  const absenceOfLapsedBrowsers = createAbsenceWatch<SessionId>(
    Math.max(abandonedAfterMs, reattachMs - leaseMs.telephony),
  );
  const undialledFor = createAbsenceWatch<SessionId>(unknownDialMs);
  const missingRecord = createAbsenceWatch<SessionId>(recordWithinMs);
  let fetched = new Set<SessionId>();
  async function sweep(): Promise<void> {
    const nowMs = await redisNowMs(redis);
    const { abandoned, awayBrowsers, lapsed, undialled, unknown } = await listUnserved(parts, nowMs);
    const soon = missing.look(lapsed, nowMs);
    const late = missingPatiently.look(abandoned, nowMs);
    const isTroubled = performance.now() - troubledAt < troubleMs;
    const fetchable = isTroubled ? late : [...new Set([...soon, ...late])];
    const notFetched = fetchable.filter((sessionId) => !fetched.has(sessionId));
    await each(notFetched, nowMs, fetchBack);
    fetched = new Set(fetchable);
    const browsers = new Set(awayBrowsers);
    const lost = [
      ...absence.look(
        abandoned.filter((id) => !browsers.has(id)),
        nowMs,
      ),
      ...absenceOfBrowsers.look(awayBrowsers, nowMs),
      ...absenceOfLapsedBrowsers.look(
        lapsed.filter((id) => browsers.has(id)),
        nowMs,
      ),
    ];
    await each([...new Set(lost)], nowMs, giveUp);
    await each(undialledFor.look(undialled, nowMs), nowMs, giveUpDial);
    const recordless = missingRecord.look(unknown, nowMs);
    if (recordless.length > 0) await redis.zrem(keys.live, ...recordless);
    const overdue = await store.listOverdue(nowMs, batchSize);
    const twice = overdue.filter((sessionId) => sighted.has(sessionId));
    await each(twice, nowMs, (sessionId) => reap(sessionId, nowMs));
    sighted = new Set(overdue);
  }

  return repeat(everyMs, sweep, (error) => {
    troubledAt = performance.now();
    logger.warn({ err: error }, 'reaping failed');
  });
}
