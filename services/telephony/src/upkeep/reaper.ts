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
/** A wrong entry is set right at most so far ahead: the one that moves the session meanwhile may know better. */
const mostAheadMs = 30_000;
/**
 * Without a lease: long enough for the carrier or the browser to come to another instance. Counted from our
 * own sight of it: after Redis was away every lease has run out, and a holder that lives renews its own at once.
 */
const abandonedAfterMs = 8_000;
/** A browser's instance that lives gives up by itself, and says so first. */
const afterItsOwnMs = 1_000;
/** Then the carrier is asked to bring its call to another instance. */
const fetchBackAfterMs = 1_000;
/**
 * One that was given back is looked after by the instance that gave it. While Redis is in trouble, and for a while after it, one
 * that has run out is renewed within two seconds.
 */
const fetchBackPatientlyMs = 3_000;
const troubleMs = 10_000;
/** A session stands on the list a moment before its record is made; one that could not be made leaves it there. */
const recordWithinMs = 3_000;
/** A dial whose outcome is unknown; counted from our own sight of it. */
const unknownDialMs = 20_000;

/**
 * Moves on what is left alone: sessions whose phase is past its deadline end or close, and so do
 * those whose telephony instance is gone and that no other one has taken over, fetched back from the carrier
 * first, and dials of which nothing is known. The list of live sessions is a hint; the record decides, and a
 * wrong entry is repaired, and a session that cannot be read is set aside. It never dials.
 */
export function startReaper(
  parts: ServiceParts,
  metrics: TelephonyMetrics,
  options: {
    carrier: CallControl | null;
    /** How long a browser may be away, in ms: its page was told so. */
    reattachMs: number;
  },
): { close(): void } {
  const { redis, store, logger } = parts;
  const { carrier, reattachMs } = options;
  /** Acted on only at a second sighting, so that a commit under way is not overtaken. */
  let sighted = new Set<SessionId>();

  /** Nothing of it can be decided any more: its call comes down, its holders see the phase, and it is out of the way. */
  async function setAside(sessionId: SessionId, nowMs: number): Promise<void> {
    const { callSid } = await closeUnreadable(redis, sessionId, { to: 'quarantine', nowMs });
    metrics.reaped.inc({ cause: 'unreadable' });
    logger.error({ sessionId, callSid }, 'session cannot be read, set aside');
    takeDown(callSid);
  }

  /** Each session by itself: one that cannot be read, or fails in any other way, keeps no other one waiting. */
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
    // The holder of the call did not let go of it: it may still be ringing, and billed.
    if (!isLive(phase)) takeDown(callSid);
    // Judged again by the record as it is then: the session may have moved on.
    const { outcome } = await store.commit(sessionId, { type: 'expire', nowMs });
    if (outcome !== 'ok') return;
    metrics.reaped.inc({ cause: phase });
    logger.warn({ sessionId, phase }, 'session is past its deadline');
  }

  /** Goes on by itself: a carrier that does not answer must not keep the others waiting. */
  function takeDown(callSid: string | null): void {
    if (callSid === null) return;
    carrier?.hangUp(callSid).catch((error) => logger.error({ err: error, callSid }, 'hanging up failed'));
  }

  async function giveUp(sessionId: SessionId): Promise<void> {
    const result = await store.commit(sessionId, { type: 'end', reason: 'media_lost' });
    if (result.outcome !== 'ok') return;
    metrics.reaped.inc({ cause: 'abandoned' });
    logger.warn({ sessionId }, 'session is served by nobody');
    takeDown(result.record.callSid);
  }

  /** The instance that dialled is gone, or the carrier has not answered: should a call turn up after all, it is taken down. */
  async function giveUpDial(sessionId: SessionId): Promise<void> {
    const record = (await store.read(sessionId))?.record;
    if (record?.phase !== 'dialling' || record.callSid !== null) return;
    const result = await store.commit(sessionId, { type: 'end', reason: 'unknown_dial' });
    if (result.outcome !== 'ok') return;
    metrics.reaped.inc({ cause: 'unknown_dial' });
    logger.warn({ sessionId }, 'outcome of the dial is not known');
  }

  /** Its audio is gone and the carrier's line may still be up: once for each absence. */
  async function fetchBack(sessionId: SessionId): Promise<void> {
    const record = (await store.read(sessionId))?.record;
    if (record === undefined || record.via === 'browser') return;
    // Goes on by itself, and never rejects.
    void carrier?.fetchBack(record);
  }

  const missing = createAbsenceWatch<SessionId>(fetchBackAfterMs);
  const missingPatiently = createAbsenceWatch<SessionId>(fetchBackPatientlyMs);
  let troubledAt = Number.NEGATIVE_INFINITY;
  const absence = createAbsenceWatch<SessionId>(abandonedAfterMs);
  const absenceOfBrowsers = createAbsenceWatch<SessionId>(reattachMs + afterItsOwnMs);
  // Its lease has run out since its audio was last here.
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
