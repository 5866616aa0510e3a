import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { ReadRecord, SessionRecord } from '@ringback/shared/contract/session-record';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { type CommitJournal, createCommitJournal } from '@ringback/shared/redis/session/commit-journal';
import { startActor } from '@ringback/shared/runtime/actor';
import { createNamedTimers } from '@ringback/shared/runtime/named-timers';
import type { CallControl } from '../carrier/carrier.ts';
import { transition } from '../domain/call.ts';
import { type LineRefusal, refusalOf } from '../domain/call-line.ts';
import {
  type CallEffect,
  type CallInput,
  type CallState,
  type CallTimer,
  createCallState,
} from '../domain/call-state.ts';
import type { MediaLine } from '../domain/line-port.ts';
import type { BridgePool } from '../link/bridge-pool.ts';
import { createBridgeSearch } from '../link/bridge-search.ts';
import { createCallAudio } from '../media/call-audio.ts';
import { clipsIn } from '../media/own-clips.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import type { CallerMessage } from '../twilio/messages.ts';
import { toSpokenLanguage } from '../twilio/spoken-words.ts';
import { createCallLease } from './call-lease.ts';
import { createCallRelease } from './call-release.ts';
import { followCall } from './follow-call.ts';
import { type CallPorts, performCallEffect } from './perform-call-effect.ts';

export type AttachResult = 'ok' | LineRefusal;

/** One call on this instance: its media stream, its channel on the media link, its end. */
export interface CallActor {
  readonly journal: CommitJournal;
  readonly record: SessionRecord;
  /** Opens and configures the interviewer before the candidate is on the line, while the phone rings. */
  prepare(): void;
  /** `takesOver`: the previous holder has lost the call and is fenced off. Rejects without Redis. */
  attach(line: MediaLine, takesOver?: boolean): Promise<AttachResult>;
  onCaller(line: MediaLine, message: CallerMessage): void;
  /** The stream's socket closed without `stop`. */
  onLineLost(line: MediaLine): void;
  end(reason: EndReason): void;
  /**
   * Gives the call to another instance at the next pause in the conversation. A call without audio stays until it has
   * some. May be repeated.
   */
  handOver(): void;
  /** Apologises and ends the session, because this instance leaves and no other takes over. May be repeated. */
  shutDown(): void;
  readonly timers: number;
  readonly hasLease: boolean;
  /** Whether audio is coming in. Without it, only callbacks and the carrier's own record tell how the call is. */
  readonly hasLine: boolean;
  /** Resolves when everything is released. */
  readonly gone: Promise<void>;
}

/** Serves one call: tells its machine everything that happens, and performs what the machine decides. */
export function startCallActor(options: {
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  pool: BridgePool;
  read: ReadRecord;
  reattachMs: number;
  carrier: CallControl | null;
}): CallActor {
  const { parts, metrics, pool, read, reattachMs, carrier } = options;
  const { store, leases, instance } = parts;
  const { sessionId, phase, times } = read.record;
  const isBrowser = read.record.via === 'browser';
  const logger = parts.logger.child({ sessionId });
  const { promise: gone, resolve: resolveGone } = Promise.withResolvers<void>();

  const machine = startActor<CallState, CallInput, CallEffect>({
    state: createCallState(
      { instance, isBrowser, canFetchBack: !isBrowser && carrier !== null, reattachMs },
      { phase, hasBegun: times.activeAt !== null },
    ),
    transition,
    perform: (effect) => performCallEffect(effect, ports),
  });
  const { send } = machine;
  const timers = createNamedTimers<CallTimer>((name) => {
    send({ type: 'timer', name, isQuiet: audio.isQuiet });
  });
  const journal = createCommitJournal({
    ...{ sessionId, store, logger, onGivenUp: () => send({ type: 'session.gone' }) },
  });
  const lease = createCallLease({
    ...{ leases, store, sessionId, instance, logger },
    isOver: () => machine.state.phase === 'over',
    onTaken: () => send({ type: 'lease.lost' }),
  });
  const followed = followCall({ ...{ parts, metrics, read, logger, send } });
  const release = createCallRelease({
    ...{ instance, journal, lease, carrier, logger, record: () => followed.record, onGone: resolveGone },
  });
  const bridge = createBridgeSearch({
    ...{ pool, sessionId, logger },
    listBridges: () => parts.listPeers('ai-bridge'),
    keptBy: () => (audio.hasBegun ? null : followed.record.bridge),
    carries: () => audio.hasBegun,
    onControl(message) {
      if (message.type === 'ready') send({ type: 'bridge.ready' });
      audio.onBridge(message);
    },
    onAudio: (payload) => audio.onInterviewer(payload),
    onQuiet: () => audio.onBridgeQuiet(),
    onGone: (endReason) => send({ type: 'bridge.gone', endReason }),
  });
  const audio = createCallAudio({
    ...{ bridge, metrics },
    clips: () => clipsIn(toSpokenLanguage(followed.record.jobConfiguration.language)),
    onSpoken: () => followed.firstAudio.spoken(),
    onStuck: (line, by) => send({ type: 'line.lost', line, by }),
  });
  const ports: CallPorts = {
    ...{ audio, bridge, carrier, followed, journal, lease, logger, metrics, release, send, timers },
  };

  return {
    journal,
    gone,
    get record() {
      return followed.record;
    },
    get hasLease() {
      return lease.isHeld;
    },
    get hasLine() {
      return audio.line !== null;
    },
    get timers() {
      return timers.size + (bridge.isSearching ? 1 : 0) + audio.timers + (audio.line === null ? 0 : 1);
    },
    prepare: () => send({ type: 'order.prepare' }),
    async attach(line, takesOver = false) {
      const refusal = refusalOf(machine.state);
      if (refusal !== null) return refusal;
      send({ type: 'line.came', line });
      let outcome: Awaited<ReturnType<typeof lease.take>> | null = null;
      try {
        outcome = await lease.take(takesOver);
      } finally {
        send({ type: 'lease.answered', line, outcome });
      }
      return machine.state.phase === 'over' ? 'ended' : outcome;
    },
    onCaller(line, message) {
      if (message.type === 'stop') send({ type: 'line.hung_up', line });
      else if (line === audio.line) audio.onCaller(message);
      else metrics.stale.inc({ kind: `caller_${message.type}` });
    },
    onLineLost: (line) => send({ type: 'line.lost', line, by: 'socket closed without stop' }),
    end: (reason) => send({ type: 'order.end', reason }),
    handOver: () => send({ type: 'order.hand_over' }),
    shutDown: () => send({ type: 'order.shut_down' }),
  };
}
