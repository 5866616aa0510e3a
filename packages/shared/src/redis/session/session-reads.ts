import type { CandidateId, SessionId } from '../../contract/ids.ts';
import type { ReadRecord } from '../../contract/session-record.ts';
import type { LogEntry } from '../../contract/stored-events.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import type { CommitResult } from './commit-result.ts';
import { completeRecord } from './configurations.ts';
import { readSessionLog } from './log-entries.ts';
import { parseRecord } from './record-fields.ts';
import { sessionKeys } from './session-keys.ts';
import { isUnreadable } from './unreadable-record.ts';

/**
 * The questions that stored sessions answer. All reject when Redis does not answer. `read` also rejects with an
 * UnreadableRecordError.
 */
export interface SessionReads {
  read(sessionId: SessionId): Promise<ReadRecord | null>;
  /** The answer to an operation of the last hour. Null when the operation is new. */
  recall(sessionId: SessionId, operationId: string, bodyHash: string): Promise<CommitResult | null>;
  /** Whether a stored session is this candidate's, by its record or by the candidate's index. Reads neither whole. */
  isOwnedBy(sessionId: SessionId, candidateId: CandidateId): Promise<boolean>;
  readLog(sessionId: SessionId, afterRevision: number): Promise<LogEntry[]>;
  /** Sessions whose deadline has passed, oldest first. */
  listOverdue(nowMs: number, most: number): Promise<SessionId[]>;
  listLive(): Promise<SessionId[]>;
}

/** `countUnreadable` is told each time something is read from Redis that is not understood. */
export function createSessionReads(
  redis: ScriptedRedis,
  countUnreadable: (kind: 'record' | 'event') => void,
): SessionReads {
  return {
    async read(sessionId: SessionId): Promise<ReadRecord | null> {
      try {
        const fields = await redis.hgetall(sessionKeys.record(sessionId));
        return parseRecord(sessionId, await completeRecord(redis, sessionId, fields));
      } catch (error) {
        if (isUnreadable(error)) countUnreadable('record');
        throw error;
      }
    },
    async recall(sessionId: SessionId, operationId: string, bodyHash: string): Promise<CommitResult | null> {
      const known = await redis.hget(sessionKeys.operations(sessionId), operationId);
      if (known === null) return null;
      const [revision, , body = ''] = known.split(' ');
      if (body !== bodyHash) return { outcome: 'operation_conflict' };
      return { outcome: 'duplicate', revision: Number(revision) };
    },
    async isOwnedBy(sessionId, candidateId) {
      const [type, listedAt] = await Promise.all([
        redis.type(sessionKeys.record(sessionId)),
        redis.zscore(keys.candidateSessions(candidateId), sessionId),
      ]);
      if (type === 'none') return false;
      if (listedAt !== null) return true;
      return type === 'hash' && (await redis.hget(sessionKeys.record(sessionId), 'ownerId')) === candidateId;
    },
    async readLog(sessionId, afterRevision) {
      const log = await readSessionLog(redis, sessionId, afterRevision);
      for (const { event } of log) if (event.type === 'unknown') countUnreadable('event');
      return log;
    },
    async listOverdue(nowMs, most) {
      return (await redis.zrangebyscore(keys.live, '0', String(nowMs), 'LIMIT', 0, most)) as SessionId[];
    },
    async listLive() {
      return (await redis.zrange(keys.live, '0', '-1')) as SessionId[];
    },
  };
}
