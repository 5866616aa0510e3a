import { createHash } from 'node:crypto';
import type { SessionId } from '../../contract/ids.ts';
import { type Report, reportSchema, writeReport } from '../../contract/report.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { sessionKeys } from './session-keys.ts';

/** `malformed`: its reader could not read it. */
export type KeptReport = { outcome: 'kept'; hash: string } | { outcome: 'gone' | 'too_heavy' | 'malformed' };

/**
 * Keeps a report until an event names it by its hash. The same report kept twice is stored once. A report that no
 * event names goes with its session. Rejects without Redis.
 */
export async function keepReport(
  redis: ScriptedRedis,
  sessionId: SessionId,
  report: Report,
): Promise<KeptReport> {
  const text = writeReport(report);
  if (text === null) return { outcome: reportSchema.safeParse(report).success ? 'too_heavy' : 'malformed' };
  return keepText(redis, sessionId, text);
}

/** Keeps a text under its hash beside the session, unless that is gone. Rejects without Redis. */
export async function keepText(
  redis: ScriptedRedis,
  sessionId: SessionId,
  text: string,
): Promise<{ outcome: 'kept'; hash: string } | { outcome: 'gone' }> {
  const hash = createHash('sha256').update(text).digest('hex');
  const kept = await redis.keepReport(
    sessionKeys.record(sessionId),
    sessionKeys.reports(sessionId),
    sessionKeys.tombstone(sessionId),
    hash,
    text,
  );
  return kept === 'ok' ? { outcome: 'kept', hash } : { outcome: 'gone' };
}

/** Reads a report by its hash. Null: there is none, or it cannot be read. Rejects without Redis. */
export async function readReport(
  redis: ScriptedRedis,
  sessionId: SessionId,
  hash: string,
): Promise<Report | null> {
  const text = await redis.hget(sessionKeys.reports(sessionId), hash);
  return text === null ? null : (reportSchema.safeParse(parseJson(text)).data ?? null);
}

/** Reads a report of this version that was kept and is named by no event. Null: there is none. Rejects without Redis. */
export async function readUnnamedReport(
  redis: ScriptedRedis,
  sessionId: SessionId,
  version: number,
  named: readonly string[],
): Promise<{ hash: string; report: Report } | null> {
  const kept = await redis.hgetall(sessionKeys.reports(sessionId));
  for (const [hash, text] of Object.entries(kept)) {
    const report = reportSchema.safeParse(parseJson(text)).data;
    if (report?.version === version && !named.includes(hash)) return { hash, report };
  }
  return null;
}
