import type { InstanceId, SessionId } from '@ringback/shared/contract/ids';
import { type HeldLease, holdLease } from '@ringback/shared/redis/fleet/held-lease';
import { anyone, type Leases } from '@ringback/shared/redis/fleet/leases';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import type { Logger } from '@ringback/shared/runtime/logger';
import { isLive } from '@ringback/shared/session/lifecycle-table';

/** The right to serve one call, as long as its audio is here. */
export interface CallLease {
  readonly isHeld: boolean;
  /** `takesOver`: at once, whichever instance holds it. */
  take(takesOver: boolean): Promise<'ok' | 'taken' | 'ended'>;
  /** Lets the next one in. May be called without a lease. Rejects without Redis. */
  give(): Promise<void>;
  /** Stops renewing it; it then runs out by itself. */
  stop(): void;
  /** Goes with every commit, also after it was given: what is said once somebody else has taken it is refused. */
  fence(): { fence?: { role: 'telephony'; token: number } };
  /** Asks now whether it is still held, for what sounds as if it were not. */
  verify(): void;
}

export function createCallLease(options: {
  leases: Leases;
  store: SessionStore;
  sessionId: SessionId;
  instance: InstanceId;
  logger: Logger;
  /** The call is let go of: a lease that arrives now is given back at once. */
  isOver: () => boolean;
  /** Another instance serves the live session: told once for each lease that was lost so. */
  onTaken: () => void;
}): CallLease {
  const { leases, store, sessionId, instance, logger, isOver, onTaken } = options;
  let lease: HeldLease | null = null;
  let lastToken: number | null = null;

  /** A session that is over or erased is told of elsewhere. */
  async function onLost(lost: number): Promise<void> {
    const record = (await store.read(sessionId))?.record;
    if (lease?.token !== lost || record === undefined || !isLive(record.phase)) return;
    logger.warn('lease lost to another instance');
    onTaken();
  }
  const look = (token: number) => {
    onLost(token).catch((error) => logger.warn({ err: error }, 'lost lease could not be looked into'));
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
      lease = holdLease({
        ...{ leases, sessionId, role: 'telephony' as const, instance, token, logger },
        onLost: () => look(token),
      });
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
      leases.renew(sessionId, 'telephony', instance, token).then(
        (held) => {
          if (!held) look(token);
        },
        (error) => logger.debug({ err: error }, 'lease could not be verified'),
      );
    },
  };
}
