import type { InstanceId, Role, SessionId } from '../../contract/ids.ts';
import type { Logger } from '../../runtime/logger.ts';
import { type Leases, renewEveryMs } from './leases.ts';

/** A lease that is held and renewed until it is given back. */
export interface HeldLease {
  readonly token: number;
  /** Stops renewing. The lease then expires. May be called twice. */
  stop(): void;
  /** Stops renewing and frees the lease for the next holder at once. */
  give(): Promise<void>;
}

/**
 * Renews a lease several times in its life. `onLost` is called once, when another instance has taken over or the
 * session is gone. Losing Redis is not a loss of the lease: audio goes on, and the token fences off anything that
 * would be wrong.
 */
export function holdLease(options: {
  leases: Leases;
  sessionId: SessionId;
  role: Role;
  instance: InstanceId;
  token: number;
  logger: Logger;
  onLost: () => void;
}): HeldLease {
  const { leases, sessionId, role, instance, token, logger, onLost } = options;
  let stopped = false;
  const stop = () => {
    stopped = true;
    clearInterval(renewal);
  };
  const renewal = setInterval(() => {
    leases.renew(sessionId, role, instance, token).then(
      (held) => {
        if (held || stopped) return;
        stop();
        onLost();
      },
      (error) => logger.debug({ err: error, role }, 'lease could not be renewed'),
    );
  }, renewEveryMs[role]);
  return {
    token,
    stop,
    async give() {
      stop();
      await leases.give(sessionId, role, instance, token);
    },
  };
}
