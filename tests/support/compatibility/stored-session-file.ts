import { readFileSync } from 'node:fs';
import type { SessionId } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';

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
    redis.hgetall(keys.session(sessionId)),
    redis.xrange(keys.log(sessionId), '-', '+'),
    redis.hgetall(keys.operations(sessionId)),
  ]);
  return { title, sessionId, record, log, operations };
}

/** Puts a session back as it was, in the place of what stands there. */
export async function restoreSession(redis: ScriptedRedis, stored: StoredSessionFile): Promise<void> {
  const { sessionId, record, log, operations } = stored;
  const stands = [keys.session(sessionId), keys.log(sessionId), keys.operations(sessionId)];
  const writes = redis
    .multi()
    .del(...stands)
    .hset(keys.session(sessionId), record);
  if (Object.keys(operations).length > 0) writes.hset(keys.operations(sessionId), operations);
  for (const [id, fields] of log) writes.xadd(keys.log(sessionId), id, ...fields);
  await writes.exec();
}
