import type { InstanceId, Role, SessionId } from '../../contract/ids.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { sessionKeys } from '../session/session-keys.ts';

/** Lifetimes. Telephony's is longer, because a phone line is harder to move than a model socket. */
export const leaseMs: Record<Role, number> = { telephony: 4500, bridge: 3000 };
/** Often enough that a telephony instance that stalls for four seconds still has its lease afterwards. */
export const renewEveryMs: Record<Role, number> = { telephony: 500, bridge: 1000 };

/** Used in place of an instance's name: the lease's holder, whichever it is, is known to be lost. */
export const anyone = '*';

export type TakeResult = { outcome: 'ok'; token: number } | { outcome: 'taken' | 'ended' | 'gone' };

/** The right to serve a session in a role, fenced by a token that rises with each taking. */
export interface Leases {
  /**
   * `insteadOf`: an instance known to be lost (`anyone`: whichever holds it). Its lease need not run out, because the
   * token fences it off.
   */
  take(sessionId: SessionId, role: Role, instance: InstanceId, insteadOf?: string): Promise<TakeResult>;
  /** False when another instance has taken over, or the session is gone. */
  renew(sessionId: SessionId, role: Role, instance: InstanceId, token: number): Promise<boolean>;
  give(sessionId: SessionId, role: Role, instance: InstanceId, token: number): Promise<void>;
}

export function createLeases(redis: ScriptedRedis): Leases {
  return {
    async take(sessionId, role, instance, insteadOf = '') {
      const ttl = String(leaseMs[role]);
      const [outcome, token] = await redis.leaseSession(
        sessionKeys.record(sessionId),
        'take',
        role,
        instance,
        '',
        ttl,
        insteadOf,
      );
      if (outcome === 'ok') return { outcome, token: Number(token) };
      return { outcome: outcome === 'gone' || outcome === 'ended' ? outcome : 'taken' };
    },
    async renew(sessionId, role, instance, token) {
      const [outcome] = await redis.leaseSession(
        sessionKeys.record(sessionId),
        'renew',
        role,
        instance,
        String(token),
        String(leaseMs[role]),
      );
      return outcome === 'ok';
    },
    async give(sessionId, role, instance, token) {
      await redis.leaseSession(sessionKeys.record(sessionId), 'give', role, instance, String(token), '0');
    },
  };
}
