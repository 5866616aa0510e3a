import type { SessionId } from '../../contract/ids.ts';
import { type LogEntry, readEvent } from '../../contract/stored-events.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { isWithoutConfiguration, readConfigurations } from './configurations.ts';
import { sessionKeys } from './session-keys.ts';

/** The entries of one answer. Reading even the longest log holds up Redis and this process only for a moment. */
const pageSize = 200;

/**
 * The entries of a session's log after a revision, read in pages. What is not understood comes as unknown entries.
 * Rejects when Redis does not answer.
 */
export async function readSessionLog(
  redis: ScriptedRedis,
  sessionId: SessionId,
  afterRevision: number,
): Promise<LogEntry[]> {
  const read: LogEntry[] = [];
  let after = afterRevision;
  for (;;) {
    const page = await readPage(redis, sessionId, after);
    read.push(...page);
    after = page.at(-1)?.revision ?? after;
    if (page.length < pageSize) return read;
  }
}

async function readPage(
  redis: ScriptedRedis,
  sessionId: SessionId,
  afterRevision: number,
): Promise<LogEntry[]> {
  const from = `${afterRevision + 1}-0`;
  const entries = await redis.xrange(sessionKeys.log(sessionId), from, '+', 'COUNT', pageSize);
  const values = entries.map(([, fields]) => parseJson(fields[3] ?? ''));
  const withConfiguration = await readConfigurations(redis, sessionId, values.filter(isWithoutConfiguration));
  return entries.map(([id, fields], index) => ({
    revision: Number(id.split('-')[0]),
    commitId: fields[1] ?? '',
    event: readEvent(sessionId, withConfiguration(values[index])),
  }));
}
