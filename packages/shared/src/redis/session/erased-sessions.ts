import type { DeletionReference, ErasedCounts } from '../../contract/deletion-record.ts';
import type { SessionId } from '../../contract/ids.ts';
import { toCountField } from '../erasure/deletion-records.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { sessionKeys } from './session-keys.ts';

/**
 * Removes everything stored about a session, even if its record cannot be read. Leaves a tombstone, which refuses what
 * still arrives. Its owner's index still names it. Rejects without Redis.
 *
 * @param erasure.deletion The record that counts what was removed. What was removed before is not counted again.
 */
export async function removeSession(
  redis: ScriptedRedis,
  erasure: {
    sessionId: SessionId;
    tombstoneSeconds: number;
    deletion: { reference: DeletionReference; counts: ErasedCounts };
  },
): Promise<void> {
  const { sessionId, tombstoneSeconds, deletion } = erasure;
  const all = [
    sessionKeys.record(sessionId),
    sessionKeys.tombstone(sessionId),
    keys.deletionRecord(deletion.reference),
    keys.live,
    keys.quarantine,
    keys.pendingReports,
    keys.slots,
    sessionKeys.log(sessionId),
    sessionKeys.operations(sessionId),
    sessionKeys.configurations(sessionId),
    sessionKeys.reports(sessionId),
    sessionKeys.notes(sessionId),
    keys.outOfMoney(sessionId),
    keys.sessionSeats(sessionId),
    keys.coachSeats(sessionId),
  ];
  const counted = Object.entries(deletion.counts).flatMap(([kind, count]) =>
    count > 0 ? [toCountField(kind), count] : [],
  );
  await redis.eraseSession(all.length, ...all, sessionId, tombstoneSeconds, ...counted);
}

/** Which of these sessions were erased. Rejects without Redis. */
export async function listErased(
  redis: ScriptedRedis,
  ids: readonly SessionId[],
): Promise<ReadonlySet<SessionId>> {
  const found = await Promise.all(ids.map((id) => redis.exists(sessionKeys.tombstone(id))));
  return new Set(ids.filter((_id, index) => found[index] === 1));
}
