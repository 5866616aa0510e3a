import { type LogEntry, sessionEventSchema } from '../contract/events.ts';
import type { SessionId } from '../contract/ids.ts';
import { keys } from './keys.ts';
import type { ScriptedRedis } from './scripts.ts';

/** What a session's log holds after a revision. Rejects when Redis does not answer. */
export async function readSessionLog(
  redis: ScriptedRedis,
  sessionId: SessionId,
  afterRevision: number,
): Promise<LogEntry[]> {
  const entries = await redis.xrange(keys.log(sessionId), `${afterRevision + 1}-0`, '+');
  return entries.map(([id, fields]) => ({
    revision: Number(id.split('-')[0]),
    commitId: fields[1] ?? '',
    event: sessionEventSchema.parse(JSON.parse(fields[3] ?? 'null')),
  }));
}
