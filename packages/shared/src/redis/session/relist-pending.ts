import type { ReadRecord } from '../../contract/session-record.ts';
import { isResultPending } from '../../contract/stronger-answer.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { sessionKeys } from './session-keys.ts';

/**
 * Lists a closed session whose report or stronger answer is pending, if it is not listed. An ai-bridge of the release
 * before decides this by the report alone, and takes a session with a pending fact off the list. Rejects without Redis.
 */
export async function relistPending(
  redis: ScriptedRedis,
  { record, revision }: Pick<ReadRecord, 'record' | 'revision'>,
): Promise<void> {
  const { sessionId, phase, times } = record;
  if (phase !== 'closed' || !isResultPending(record)) return;
  const dueAt = String(times.closedAt ?? 0);
  await redis.relistPending(
    sessionKeys.record(sessionId),
    keys.pendingReports,
    String(revision),
    sessionId,
    dueAt,
  );
}
