import type { SessionId } from '@ringback/shared/contract/ids';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import type { Redis } from 'ioredis';

/**
 * A session's record as it stands in Redis. This is the only place where tests look behind the store. Empty when there
 * is none.
 */
export function readStoredRecord(redis: Redis, sessionId: string): Promise<Record<string, string>> {
  return redis.hgetall(sessionKeys.record(sessionId as SessionId));
}

/** Sets fields of a record behind the store, as damage or another version would. */
export async function overwriteRecord(
  redis: Redis,
  sessionId: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await redis.hset(sessionKeys.record(sessionId as SessionId), fields);
}
