import type { SessionId } from '@ringback/shared/contract/ids';
import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { CallControl } from '../carrier/carrier.ts';
import type { BridgePool } from '../link/bridge-pool.ts';
import type { EveryTick } from '../media/media-tick.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { type CallActor, startCallActor } from './call-actor.ts';

/** The calls of this instance, one actor per session. */
export interface CallRegistry {
  /**
   * The session's call here, created if necessary. Null when the session is not live, or when it is new and this
   * instance takes no new ones. Rejects without Redis.
   */
  open(sessionId: SessionId): Promise<CallActor | null>;
  readonly calls: readonly CallActor[];
  /** Ends all calls of this instance and waits until they are released. */
  endAll(reason: EndReason): Promise<void>;
}

export function createCallRegistry(options: {
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  pool: BridgePool;
  reattachMs: number;
  /** The candidates' audio is joined to pieces of this many ms. */
  joinMs?: number;
  /** The clock of all calls. Default: each has its own. */
  everyTick?: EveryTick;
  carrier: CallControl | null;
  /** False while this instance drains. A call that has begun may still come back to it. */
  takesNew: () => boolean;
}): CallRegistry {
  const actors = new Map<SessionId, CallActor>();
  const opening = new Map<SessionId, Promise<CallActor | null>>();

  async function start(sessionId: SessionId): Promise<CallActor | null> {
    const read = await options.parts.store.read(sessionId);
    if (read === null || !isLive(read.record.phase)) return null;
    const { phase, via } = read.record;
    // This instance carries out a dial that it has taken from the queue: no other instance has it.
    if (phase === 'configured' && via !== 'phone' && !options.takesNew()) return null;
    const actor = startCallActor({ ...options, read });
    actors.set(sessionId, actor);
    void actor.gone.then(() => actors.delete(sessionId));
    return actor;
  }

  return {
    get calls() {
      return [...actors.values()];
    },
    open(sessionId) {
      const known = actors.get(sessionId);
      if (known !== undefined) return Promise.resolve(known);
      const running = opening.get(sessionId);
      if (running !== undefined) return running;
      const starting = start(sessionId).finally(() => opening.delete(sessionId));
      opening.set(sessionId, starting);
      return starting;
    },
    async endAll(reason) {
      const held = [...actors.values()];
      for (const actor of held) actor.end(reason);
      await Promise.all(held.map(({ gone }) => gone));
    },
  };
}
