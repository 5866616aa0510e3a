import type { InstanceId, Role, SessionId } from '../../contract/ids.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { sessionKeys } from '../session/session-keys.ts';

/** Lifetimes. Telephony's is longer, because a phone line is harder to move than a model socket. */
export const leaseMs: Record<Role, number> = { telephony: 4500, bridge: 3000 };

/** A script blocks Redis. This many leases in one script take well under a millisecond. */
const mostTogether = 100;

/** Used in place of an instance's name: the lease's holder, whichever it is, is known to be lost. */
export const anyone = '*';

export type TakeResult = { outcome: 'ok'; token: number } | { outcome: 'taken' | 'ended' | 'gone' };

/** A lease as its holder knows it. */
export interface LeaseToken {
  sessionId: SessionId;
  token: number;
}

/** `lost`: another instance has taken over, or the session is gone. `failed`: this lease could not be renewed now. */
export type Renewal = 'ok' | 'lost' | 'failed';

/** The right to serve a session in a role, fenced by a token that rises with each taking. */
export interface Leases {
  /**
   * `insteadOf`: an instance known to be lost (`anyone`: whichever holds it). Its lease need not run out, because the
   * token fences it off.
   */
  take(sessionId: SessionId, role: Role, instance: InstanceId, insteadOf?: string): Promise<TakeResult>;
  /** Renews the leases of one instance together, and answers for each. Rejects without Redis. */
  renew(role: Role, instance: InstanceId, held: readonly LeaseToken[]): Promise<Renewal[]>;
  give(sessionId: SessionId, role: Role, instance: InstanceId, token: number): Promise<void>;
}

const toRenewal = (outcome: string): Renewal => (outcome === 'ok' || outcome === 'lost' ? outcome : 'failed');

export function createLeases(redis: ScriptedRedis): Leases {
  async function renewSome(
    role: Role,
    instance: InstanceId,
    held: readonly LeaseToken[],
  ): Promise<Renewal[]> {
    const outcomes = await redis.renewLeases(
      held.length,
      ...held.map(({ sessionId }) => sessionKeys.record(sessionId)),
      role,
      instance,
      leaseMs[role],
      ...held.map(({ token }) => token),
    );
    return outcomes.map(toRenewal);
  }

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
    async renew(role, instance, held) {
      const sent: Promise<Renewal[]>[] = [];
      // All are on their way before the first is answered, so that the last waits for no round trip of another.
      for (let from = 0; from < held.length; from += mostTogether)
        sent.push(renewSome(role, instance, held.slice(from, from + mostTogether)));
      return (await Promise.all(sent)).flat();
    },
    async give(sessionId, role, instance, token) {
      await redis.leaseSession(sessionKeys.record(sessionId), 'give', role, instance, String(token));
    },
  };
}
