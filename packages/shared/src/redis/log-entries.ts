import type { SessionId } from '../contract/ids.ts';
import { type LogEntry, readEvent } from '../contract/stored-events.ts';
import { parseJson } from '../runtime/parse-json.ts';
import { isWithoutConfiguration, readConfigurations } from './configurations.ts';
import { keys } from './keys.ts';
import type { ScriptedRedis } from './scripts.ts';

/**
 * What a session's log holds after a revision; what is not understood of it comes as unknown entries. Rejects when
 * Redis does not answer.
 */
export async function readSessionLog(
  redis: ScriptedRedis,
  sessionId: SessionId,
  afterRevision: number,
): Promise<LogEntry[]> {
  const entries = await redis.xrange(keys.log(sessionId), `${afterRevision + 1}-0`, '+');
  const values = entries.map(([, fields]) => parseJson(fields[3] ?? ''));
  const withConfiguration = await readConfigurations(redis, sessionId, values.filter(isWithoutConfiguration));
  return entries.map(([id, fields], place) => ({
    revision: Number(id.split('-')[0]),
    commitId: fields[1] ?? '',
    event: readEvent(sessionId, withConfiguration(values[place])),
  }));
}
