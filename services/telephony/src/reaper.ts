import type { SessionId } from '@ringback/shared/contract/ids';
import { redisNowMs } from '@ringback/shared/redis/instances';
import { keys } from '@ringback/shared/redis/keys';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import { deadlineReason, isLive } from '@ringback/shared/session/lifecycle-table';
import type { HangUp } from './call-actor.ts';
import type { TelephonyMetrics } from './telephony-metrics.ts';

const everyMs = 1_000;
const batchSize = 100;

/**
 * Moves on what nobody moves on any more: sessions whose phase is past its deadline end or close. The list
 * of live sessions is a hint; the record decides, and a wrong entry is repaired. It never dials.
 */
export function startReaper(
  parts: ServiceParts,
  metrics: TelephonyMetrics,
  hangUp: HangUp | null,
): { close(): void } {
  const { redis, store, logger } = parts;
  /** Acted on only at a second sighting, so that a commit under way is not overtaken. */
  let sighted = new Set<SessionId>();

  async function reap(sessionId: SessionId, nowMs: number): Promise<void> {
    const read = await store.read(sessionId);
    const deadlineAt = read?.record.deadlineAt ?? null;
    if (read === null || deadlineAt === null) {
      await redis.zrem(keys.live, sessionId);
      return;
    }
    if (deadlineAt > nowMs) {
      await redis.zadd(keys.live, deadlineAt, sessionId);
      return;
    }
    const { phase, callSid } = read.record;
    metrics.reaped.inc({ cause: phase });
    logger.warn({ sessionId, phase }, 'session is past its deadline');
    if (isLive(phase)) await store.commit(sessionId, { type: 'end', reason: deadlineReason(phase) });
    else {
      // Whoever held the call did not let go of it: it may still be ringing, and billed.
      if (callSid !== null && hangUp !== null) await hangUp(callSid);
      await store.commit(sessionId, { type: 'close' });
    }
  }

  async function sweep(): Promise<void> {
    const nowMs = await redisNowMs(redis);
    const overdue = await store.listOverdue(nowMs, batchSize);
    for (const sessionId of overdue) if (sighted.has(sessionId)) await reap(sessionId, nowMs);
    sighted = new Set(overdue);
  }

  let sweeping = false;
  const timer = setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    sweep()
      .catch((error) => logger.warn({ err: error }, 'reaping failed'))
      .finally(() => {
        sweeping = false;
      });
  }, everyMs);
  return { close: () => clearInterval(timer) };
}
