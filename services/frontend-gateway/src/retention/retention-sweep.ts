import type { SessionId } from '@ringback/shared/contract/ids';
import { type Keeping, type KeptPart, keptParts, overdueParts } from '@ringback/shared/contract/kept-parts';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import {
  expireParts,
  readAge,
  type SessionAge,
  scanSessions,
} from '@ringback/shared/redis/session/expire-parts';
import { isStoreFailure } from '@ringback/shared/redis/store-failure';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { Metrics } from '@ringback/shared/runtime/metrics';

/** What one look through all sessions has come to. */
export interface Swept {
  expired: number;
  unreadable: number;
}
type Outcome = 'kept' | 'expired' | 'moved' | 'not_closed' | 'unreadable';

/**
 * The parts that must be gone from a session, and the new ones among them. Null: there is nothing to do. What was erased
 * stays erased, whatever is set later, and is erased again if something came afterwards.
 */
function toExpiring(
  age: SessionAge & { configuredAt: number },
  keeping: Keeping,
  nowMs: number,
): { parts: ReadonlySet<KeptPart>; expired: SessionAge['expired'] } | null {
  const overdue = overdueParts(keeping, age.configuredAt, nowMs);
  const parts = new Set(keptParts.filter((part) => overdue.includes(part) || part in age.expired));
  if (parts.size === 0) return null;
  const isDone = [...parts].every((part) => part in age.expired) && age.isUnchanged;
  if (isDone && !(parts.has('report') && age.hasReports)) return null;
  const told = [...parts].map((part) => [part, age.expired[part] ?? nowMs]);
  return { parts, expired: { ...age.expired, ...Object.fromEntries(told) } };
}

/** Makes the function that looks through all sessions and erases what has passed its time. It rejects without Redis. */
export function createRetentionSweep(parts: {
  redis: ScriptedRedis;
  logger: Logger;
  metrics: Metrics;
  keeping: Keeping;
}): (nowMs: number, signal?: AbortSignal) => Promise<Swept> {
  const { redis, logger, metrics, keeping } = parts;
  const counted = metrics.counter('retention_total', 'Sessions that retention has looked at, by outcome', [
    'outcome',
  ]);
  const erased = metrics.counter('expired_parts_total', 'Parts of sessions that were erased in their time', [
    'part',
  ]);

  async function look(sessionId: SessionId, nowMs: number): Promise<Outcome> {
    const age = await readAge(redis, sessionId);
    if (age === null) return 'kept';
    const { configuredAt } = age;
    if (configuredAt === null) return 'unreadable';
    const expiring = toExpiring({ ...age, configuredAt }, keeping, nowMs);
    if (expiring === null) return 'kept';
    if (!age.isClosed) return 'not_closed';
    const outcome = await expireParts(redis, sessionId, expiring);
    if (outcome === 'expired')
      for (const part of expiring.parts) if (!(part in age.expired)) erased.inc({ part });
    return outcome;
  }

  /** A session that cannot be looked at delays no other. */
  async function lookSafely(sessionId: SessionId, nowMs: number): Promise<Outcome> {
    try {
      return await look(sessionId, nowMs);
    } catch (error) {
      if (isStoreFailure(error)) throw error;
      logger.warn({ err: error, sessionId }, 'parts of a session could not be erased');
      return 'unreadable';
    }
  }

  return async (nowMs, signal) => {
    const swept: Swept = { expired: 0, unreadable: 0 };
    for await (const page of scanSessions(redis)) {
      for (const sessionId of page) {
        if (signal?.aborted) return swept;
        const outcome = await lookSafely(sessionId, nowMs);
        counted.inc({ outcome });
        if (outcome === 'expired' || outcome === 'unreadable') swept[outcome] += 1;
      }
    }
    return swept;
  };
}
