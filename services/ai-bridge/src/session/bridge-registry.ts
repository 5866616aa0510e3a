import type { SessionId } from '@ringback/shared/contract/ids';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import type { BridgeOrder, OpenResult } from '../link/serve-link.ts';
import type { Circuit } from '../model/circuit.ts';
import type { ModelOptions } from '../model/model-side.ts';
import { type BridgeActor, startBridgeActor } from './bridge-actor.ts';
import { takeSession } from './take-session.ts';

/** The bridges of this instance, one for each session that it serves. */
export interface BridgeRegistry {
  readonly actors: ReadonlyMap<SessionId, BridgeActor>;
  /** How many bridges this instance may have at the moment. */
  capacity(): number;
  /** Takes a session, or goes on with one that this instance serves already. */
  open(
    parts: { service: ServiceParts; metrics: BridgeMetrics; models: ModelOptions },
    order: BridgeOrder,
  ): Promise<OpenResult>;
  /** Ends all interviews. Resolves when all are let go. */
  reset(): Promise<void>;
  /** Lets go of all interviews. Another bridge goes on with them, or without one they end here. */
  leave(isFollowed: boolean): Promise<void>;
  /** Reports to the metrics what this instance holds. */
  measure(metrics: Metrics): void;
}

export function createBridgeRegistry(options: {
  circuit: Circuit;
  most: number;
  isDraining: () => boolean;
}): BridgeRegistry {
  const { circuit, most, isDraining } = options;
  const actors = new Map<SessionId, BridgeActor>();
  const opening = new Set<SessionId>();
  const allGone = async (held: readonly BridgeActor[]) => {
    await Promise.all(held.map(({ gone }) => gone));
  };
  const sum = (of: (actor: BridgeActor) => number) =>
    [...actors.values()].reduce((total, actor) => total + of(actor), 0);
  return {
    actors,
    capacity() {
      if (circuit.isOpen) return 0;
      return circuit.isOnTrial ? Math.min(most, actors.size + opening.size + 1) : most;
    },
    async open({ service, metrics, models }, { sessionId, telephony, insteadOf, carries }) {
      if (isDraining()) return { outcome: 'refused', reason: 'draining' };
      const kept = actors.get(sessionId);
      if (kept?.takeTelephony(telephony, carries)) return { outcome: 'ok', actor: kept };
      if (actors.size + opening.size >= most) return { outcome: 'refused', reason: 'full' };
      if (actors.has(sessionId) || opening.has(sessionId)) return { outcome: 'refused', reason: 'taken' };
      if (!circuit.mayBegin()) return { outcome: 'refused', reason: 'failed' };
      opening.add(sessionId);
      try {
        const taken = await takeSession({ ...service, isDraining }, sessionId, insteadOf);
        if (taken.outcome === 'refused') return taken;
        const actor = startBridgeActor({ ...taken, parts: service, metrics, telephony, models });
        actors.set(sessionId, actor);
        void actor.gone.then(() => actors.delete(sessionId));
        return { outcome: 'ok', actor };
      } finally {
        opening.delete(sessionId);
      }
    },
    async reset() {
      const held = [...actors.values()];
      for (const actor of held) actor.end('reset');
      await allGone(held);
    },
    async leave(isFollowed) {
      const held = [...actors.values()];
      for (const actor of held) {
        if (isFollowed) actor.handOver();
        else actor.end('shut_down');
      }
      await allGone(held);
    },
    measure(metrics) {
      metrics.held('session', () => actors.size);
      metrics.held('lease', () => actors.size);
      metrics.held('pending', () => sum(({ pending }) => pending));
      metrics.held('timer', () => sum(({ timers }) => timers));
    },
  };
}
