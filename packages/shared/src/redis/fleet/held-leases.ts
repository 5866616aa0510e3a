import type { InstanceId, Role } from '../../contract/ids.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { Leases, LeaseToken } from './leases.ts';

/** Often enough that a telephony instance that stalls for four seconds still has its leases afterwards. */
const renewEveryMs: Record<Role, number> = { telephony: 500, bridge: 1000 };

/** A lease that is held and renewed until it is given back. */
export interface HeldLease {
  readonly token: number;
  /** Stops renewing. The lease then expires. May be called twice. */
  stop(): void;
  /** Stops renewing and frees the lease for the next holder at once. */
  give(): Promise<void>;
}

/** What an instance is to hold. `onLost` is called once: another has taken over, or the session is gone. */
export interface LeaseToHold extends LeaseToken {
  role: Role;
  onLost: () => void;
}

/** The leases that this instance holds. Those of one role are renewed together, however many there are. */
export interface HeldLeases {
  /**
   * Renews a lease several times in its life. Losing Redis is not a loss of the lease: audio goes on, and the token
   * fences off anything that would be wrong.
   */
  hold(lease: LeaseToHold): HeldLease;
  /** Asks now whether a lease is still held. Rejects without Redis. */
  verify(lease: LeaseToken & { role: Role }): Promise<boolean>;
  /** One for each role of which leases are held. */
  readonly timers: number;
}

export function createHeldLeases(parts: {
  leases: Leases;
  instance: InstanceId;
  logger: Logger;
}): HeldLeases {
  const { leases, instance, logger } = parts;
  const renewals = new Map<Role, { held: Set<LeaseToHold>; timer: NodeJS.Timeout }>();

  async function renewAll(role: Role, held: Set<LeaseToHold>): Promise<void> {
    // A copy: leases come and go before the answer.
    const asked = [...held];
    const outcomes = await leases.renew(role, instance, asked);
    asked.forEach((lease, index) => {
      const { sessionId } = lease;
      if (outcomes[index] === 'failed') logger.debug({ sessionId, role }, 'lease could not be renewed');
      if (outcomes[index] !== 'lost' || !held.has(lease)) return;
      letGo(lease);
      tellLost(lease);
    });
  }

  /** One listener that throws must not keep the others from hearing of their loss. */
  function tellLost({ sessionId, role, onLost }: LeaseToHold): void {
    try {
      onLost();
    } catch (error) {
      logger.error({ err: error, sessionId, role }, 'the loss of a lease could not be handled');
    }
  }

  function renewalOf(role: Role) {
    const known = renewals.get(role);
    if (known !== undefined) return known;
    const held = new Set<LeaseToHold>();
    const timer = setInterval(() => {
      renewAll(role, held).catch((error) =>
        logger.debug({ err: error, role }, 'leases could not be renewed'),
      );
    }, renewEveryMs[role]);
    const started = { held, timer };
    renewals.set(role, started);
    return started;
  }

  function letGo(lease: LeaseToHold): void {
    const renewal = renewals.get(lease.role);
    if (renewal === undefined || !renewal.held.delete(lease) || renewal.held.size > 0) return;
    clearInterval(renewal.timer);
    renewals.delete(lease.role);
  }

  return {
    get timers() {
      return renewals.size;
    },
    hold(wanted) {
      const { sessionId, role, token } = wanted;
      // Its own object, so that a lease that is held twice is let go of twice.
      const lease = { ...wanted };
      renewalOf(role).held.add(lease);
      return {
        token,
        stop: () => letGo(lease),
        async give() {
          letGo(lease);
          await leases.give(sessionId, role, instance, token);
        },
      };
    },
    async verify(lease) {
      const [outcome] = await leases.renew(lease.role, instance, [lease]);
      return outcome !== 'lost';
    },
  };
}
