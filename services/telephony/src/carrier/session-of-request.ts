import { type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import type { Fact } from '@ringback/shared/session/command';
import { mayHappen } from '@ringback/shared/session/lifecycle-table';
import type { Request } from 'express';
import type { TelephonyMetrics } from '../telephony-metrics.ts';

/** Finds the session of a carrier request by the address, which names it. */
export interface SessionOfRequest {
  idOf(request: Request): SessionId | null;
  find(request: Request): Promise<SessionRecord | null>;
  /** False, and counted, when the session has another call. */
  isSameCall(record: SessionRecord, callSid: string): boolean;
  /** Records what the carrier's request proves, if it is news. */
  advance(record: SessionRecord, facts: readonly Fact[]): Promise<SessionRecord>;
}

export function createSessionOfRequest(store: SessionStore, metrics: TelephonyMetrics): SessionOfRequest {
  function idOf(request: Request): SessionId | null {
    const sessionId = sessionIdSchema.safeParse(request.query.session);
    return sessionId.success ? sessionId.data : null;
  }
  return {
    idOf,
    async find(request) {
      const sessionId = idOf(request);
      return sessionId === null ? null : ((await store.read(sessionId))?.record ?? null);
    },
    isSameCall(record, callSid) {
      if (record.callSid === null || record.callSid === callSid) return true;
      metrics.stale.inc({ kind: 'webhook_other_call' });
      return false;
    },
    async advance(record, facts) {
      let current = record;
      for (const fact of facts) {
        if (fact.type === 'call.placed' && current.callSid !== null) continue;
        if (!mayHappen(fact.type, current.phase)) continue;
        const result = await store.commit(record.sessionId, { type: 'record', facts: [fact] });
        if (result.outcome === 'ok') current = result.record;
      }
      return current;
    },
  };
}
