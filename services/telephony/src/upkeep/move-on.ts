import type { SessionId } from '@ringback/shared/contract/ids';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { keys } from '@ringback/shared/redis/keys';
import { closeUnreadable } from '@ringback/shared/redis/session/quarantine';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { CallControl } from '../carrier/carrier.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';

/** A wrong entry is corrected at most this far ahead, since a commit meanwhile may know better. */
const mostAheadMs = 30_000;

/** What the reaper does with one session. */
export interface MovesOn {
  setAside(sessionId: SessionId, nowMs: number): Promise<void>;
  reap(sessionId: SessionId, nowMs: number): Promise<void>;
  giveUp(sessionId: SessionId): Promise<void>;
  giveUpDial(sessionId: SessionId): Promise<void>;
  fetchBack(sessionId: SessionId): Promise<void>;
}

/** All of these reject without Redis, and with an UnreadableRecordError. Only `setAside` needs no record. */
export function createMovesOn(
  { redis, store, logger }: ServiceParts,
  metrics: TelephonyMetrics,
  carrier: CallControl | null,
): MovesOn {
  /**
   * Nothing about this session can be decided any more. Its call is hung up, its holders see the phase, and it is set
   * aside.
   */
  async function setAside(sessionId: SessionId, nowMs: number): Promise<void> {
    const { callSid } = await closeUnreadable(redis, sessionId, { to: 'quarantine', nowMs });
    metrics.reaped.inc({ cause: 'unreadable' });
    logger.error({ sessionId, callSid }, 'session cannot be read, set aside');
    takeDown(callSid);
  }

  /** Ends or closes a session that is past its deadline, by its own record. */
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

  return { setAside, reap, giveUp, giveUpDial, fetchBack };
}
