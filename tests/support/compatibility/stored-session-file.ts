import { readFileSync } from 'node:fs';
import { readStoredRecord } from '@ringback/session-model/store/stored-record';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';

/** A session as a release has left it in Redis, byte for byte. Written once, read for ever. */
export interface StoredSessionFile {
  /** What happened, for a person. */
  title: string;
  sessionId: SessionId;
  record: Record<string, string>;
  /** Stream entries: id, then field and value by turns. */
  log: [id: string, fields: string[]][];
  operations: Record<string, string>;
}

export function readStoredSession(path: string): StoredSessionFile {
  return JSON.parse(readFileSync(path, 'utf8')) as StoredSessionFile;
}

export async function dumpSession(
  redis: ScriptedRedis,
  sessionId: SessionId,
  title: string,
): Promise<StoredSessionFile> {
  const [record, log, operations] = await Promise.all([
    readStoredRecord(redis, sessionId),
    redis.xrange(sessionKeys.log(sessionId), '-', '+'),
    redis.hgetall(sessionKeys.operations(sessionId)),
  ]);
  return { title, sessionId, record, log, operations };
}

/** Restores a session as it was, replacing what stands there. */
export async function restoreSession(redis: ScriptedRedis, stored: StoredSessionFile): Promise<void> {
  const { sessionId, record, log, operations } = stored;
  const stands = [
    sessionKeys.record(sessionId),
    sessionKeys.log(sessionId),
    sessionKeys.operations(sessionId),
  ];
  const writes = redis
    .multi()
    .del(...stands)
    .hset(sessionKeys.record(sessionId), record);
  if (Object.keys(operations).length > 0) writes.hset(sessionKeys.operations(sessionId), operations);
  for (const [id, fields] of log) writes.xadd(sessionKeys.log(sessionId), id, ...fields);
  await writes.exec();
}
