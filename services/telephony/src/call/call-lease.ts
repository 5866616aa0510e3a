import type { InstanceId, SessionId } from '@ringback/shared/contract/ids';
import type { HeldLease, HeldLeases } from '@ringback/shared/redis/fleet/held-leases';
import { anyone, type Leases } from '@ringback/shared/redis/fleet/leases';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import type { Logger } from '@ringback/shared/runtime/logger';
import { isLive } from '@ringback/shared/session/lifecycle-table';

/** The right to serve one call while its audio is on this instance. */
export interface CallLease {
  readonly isHeld: boolean;
  /** `takesOver`: takes it at once, even from another holder. */
  take(takesOver: boolean): Promise<'ok' | 'taken' | 'ended'>;
  /** Gives the lease back for the next holder. May be called without a lease. Rejects without Redis. */
  give(): Promise<void>;
  /** Stops renewing the lease, which then expires. */
  stop(): void;
  /**
   * Goes with every commit, also after the lease was given back: once another instance has taken it, such a commit is
   * refused.
   */
  fence(): { fence?: { role: 'telephony'; token: number } };
  /** Checks now whether the lease is still held, when something suggests that it is not. */
  verify(): void;
}

export function createCallLease(options: {
  leases: Pick<Leases, 'take' | 'give'>;
  heldLeases: HeldLeases;
  store: SessionStore;
  sessionId: SessionId;
  instance: InstanceId;
  logger: Logger;
  /** True once the call has been let go: a lease that arrives then is given back at once. */
  isOver: () => boolean;
  /** Another instance serves the live session. Called once for each lease that was lost this way. */
  onTaken: () => void;
}): CallLease {
  const { leases, heldLeases, store, sessionId, instance, logger, isOver, onTaken } = options;
  let lease: HeldLease | null = null;
  let lastToken: number | null = null;

  /** The end or erasure of a session is reported elsewhere. */
  async function onLost(lost: number): Promise<void> {
    const record = (await store.read(sessionId))?.record;
    if (lease?.token !== lost || record === undefined || !isLive(record.phase)) return;
    logger.warn('lease lost to another instance');
    onTaken();
  }
  const look = (token: number) => {
    onLost(token).catch((error) => logger.warn({ err: error }, 'lost lease could not be examined'));
  };

  return {
    get isHeld() {
      return lease !== null;
    },
    async take(takesOver) {
      const taken = await leases.take(sessionId, 'telephony', instance, takesOver ? anyone : undefined);
      if (taken.outcome === 'taken') return 'taken';
      if (taken.outcome !== 'ok') return 'ended';
      const { token } = taken;
      if (isOver()) {
        await leases
          .give(sessionId, 'telephony', instance, token)
          .catch((error) => logger.warn({ err: error }, 'late lease could not be given back'));
        return 'ended';
      }
      lease?.stop();
      lastToken = token;
      lease = heldLeases.hold({ sessionId, role: 'telephony', token, onLost: () => look(token) });
      return 'ok';
    },
    async give() {
      const given = lease;
      lease = null;
      await given?.give();
    },
    stop() {
      lease?.stop();
    },
    fence: () => (lastToken === null ? {} : { fence: { role: 'telephony', token: lastToken } }),
    verify() {
      if (lease === null) return;
      const { token } = lease;
      heldLeases.verify({ sessionId, role: 'telephony', token }).then(
        (held) => {
          if (!held) look(token);
        },
        (error) => logger.debug({ err: error }, 'lease could not be verified'),
      );
    },
  };
}
