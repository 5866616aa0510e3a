import type { SessionId } from '../../contract/ids.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { sessionKeys } from './session-keys.ts';

/** For entries without an expiry: as long as a session is kept at most. */
const expirySeconds = 30 * 24 * 3600;
const mostInQuarantine = 1_000;

/** A session that was set aside because its record cannot be read. */
export interface SetAside {
  sessionId: SessionId;
  /** Epoch ms. */
  since: number;
}

/**
 * Closes a session whose record cannot be read, by what needs no reading: its holders see the phase and let go. `list`
 * puts it at the head of the reaper's list; `quarantine` removes it from that list for good. Returns the carrier's
 * call, if the record still names one. Rejects without Redis.
 */
export async function closeUnreadable(
  redis: ScriptedRedis,
  sessionId: SessionId,
  { to, nowMs }: { to: 'list' | 'quarantine'; nowMs: number },
): Promise<{ callSid: string | null }> {
  const [, callSid] = await redis.closeUnreadable(
    sessionKeys.record(sessionId),
    keys.live,
    keys.quarantine,
    sessionId,
    to,
    String(nowMs),
    String(expirySeconds),
    String(mostInQuarantine),
  );
  const named = parseJson(callSid);
  return { callSid: typeof named === 'string' ? named : null };
}

/** Sessions that were set aside, newest first. Rejects without Redis. */
export async function listSetAside(redis: ScriptedRedis, most: number): Promise<SetAside[]> {
  const found = await redis.zrevrange(keys.quarantine, 0, most - 1, 'WITHSCORES');
  return found.flatMap((id, index) =>
    index % 2 === 0 ? [{ sessionId: id as SessionId, since: Number(found[index + 1]) }] : [],
  );
}

export async function isSetAside(redis: ScriptedRedis, sessionId: SessionId): Promise<boolean> {
  return (await redis.zscore(keys.quarantine, sessionId)) !== null;
}
