import type { CandidateId, SessionId } from '../../contract/ids.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { sessionKeys } from './session-keys.ts';

/**
 * Removes everything stored about a session, even if its record cannot be read. Leaves a tombstone, which refuses what
 * still arrives. If the owner is unknown, their index forgets the session at the next look. Rejects without Redis.
 */
export async function removeSession(
  redis: ScriptedRedis,
  {
    sessionId,
    ownerId,
    tombstoneSeconds,
  }: { sessionId: SessionId; ownerId: CandidateId | null; tombstoneSeconds: number },
): Promise<void> {
  await redis
    .multi()
    .set(sessionKeys.tombstone(sessionId), '1', 'EX', tombstoneSeconds)
    .del(
      sessionKeys.record(sessionId),
      sessionKeys.log(sessionId),
      sessionKeys.operations(sessionId),
      sessionKeys.configurations(sessionId),
      sessionKeys.reports(sessionId),
      keys.outOfMoney(sessionId),
    )
    .zrem(keys.live, sessionId)
    .zrem(keys.quarantine, sessionId)
    .zrem(keys.pendingReports, sessionId)
    .exec();
  if (ownerId !== null) await redis.zrem(keys.candidateSessions(ownerId), sessionId);
}

/** Which of these sessions were erased. Rejects without Redis. */
export async function listErased(
  redis: ScriptedRedis,
  ids: readonly SessionId[],
): Promise<ReadonlySet<SessionId>> {
  const found = await Promise.all(ids.map((id) => redis.exists(sessionKeys.tombstone(id))));
  return new Set(ids.filter((_id, index) => found[index] === 1));
}
