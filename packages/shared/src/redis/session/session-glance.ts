import type { SessionId } from '../../contract/ids.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { sessionKeys } from './session-keys.ts';
import { isUnreadable } from './unreadable-record.ts';

/**
 * Single fields of a session's record. Many sessions cost one round trip, and a record that cannot be read as a whole
 * still gives them.
 */
export interface Glance {
  sessionId: SessionId;
  /** Null: there is no record. */
  phase: string | null;
  via: string | null;
  /** The carrier's call. Null when none is named. */
  callSid: string | null;
  /**
   * Until when a telephony instance serves the call, by Redis' clock. Null before the first one, 0 when the lease was
   * given back.
   */
  servedUntilMs: number | null;
  /** Raised by each telephony instance that takes the call. */
  servingToken: string;
}

/**
 * Looks at sessions, one answer for each in order. Null when something other than a record stands there. Rejects
 * without Redis.
 */
export async function glanceAt(redis: ScriptedRedis, ids: readonly SessionId[]): Promise<(Glance | null)[]> {
  const pipeline = redis.pipeline();
  for (const id of ids)
    pipeline.hmget(sessionKeys.record(id), 'phase', 'via', 'callSid', 'telephonyUntil', 'telephonyToken');
  const replies = (await pipeline.exec()) ?? [];
  return ids.map((sessionId, index) => {
    const [error, reply] = replies[index] ?? [new Error('no reply'), null];
    if (error && isUnreadable(error)) return null;
    if (error) throw error;
    return toGlance(sessionId, reply as (string | null)[]);
  });
}

function toGlance(sessionId: SessionId, fields: readonly (string | null)[]): Glance {
  const [phase = null, via = null, callSid = null, until = null, token = null] = fields;
  const named = parseJson(callSid ?? 'null');
  return {
    sessionId,
    phase,
    via,
    callSid: typeof named === 'string' ? named : null,
    servedUntilMs: until === null ? null : Number(until),
    servingToken: token ?? '0',
  };
}

/** Whether a session has expired or was erased. Rejects without Redis. */
export async function isGone(redis: ScriptedRedis, sessionId: SessionId): Promise<boolean> {
  return (await redis.exists(sessionKeys.record(sessionId))) === 0;
}
