import type { ReadRecord } from '@ringback/shared/contract/session-record';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { type CommitJournal, createCommitJournal } from '@ringback/shared/redis/session/commit-journal';
import { createKnownRecord } from '@ringback/shared/redis/session/known-record';
import type { Logger } from '@ringback/shared/runtime/logger';
import { createNamedTimers, type NamedTimers } from '@ringback/shared/runtime/named-timers';
import type { CallControl } from '../carrier/carrier.ts';
import type { CallInput, CallTimer } from '../domain/call-state.ts';
import type { BridgePool } from '../link/bridge-pool.ts';
import { type BridgeSearch, createBridgeSearch } from '../link/bridge-search.ts';
import { type CallAudio, createCallAudio } from '../media/call-audio.ts';
import type { EveryTick } from '../media/media-tick.ts';
import { clipsIn } from '../media/own-clips.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { toSpokenLanguage } from '../twilio/spoken-words.ts';
import { type CallLease, createCallLease } from './call-lease.ts';
import { type CallRelease, createCallRelease } from './call-release.ts';
import { type FollowedCall, followCall } from './follow-call.ts';

/** Everything that one call runs on. */
export interface CallOptions {
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  pool: BridgePool;
  read: ReadRecord;
  /** How long a browser's line may be away, in ms. */
  reattachMs: number;
  /** The candidate's audio is joined to pieces of this many ms. */
  joinMs?: number;
  /** The clock of all calls. Default: each has its own. */
  everyTick?: EveryTick;
  carrier: CallControl | null;
}

/** Everything that an effect of a call's machine may touch. */
export interface CallPorts {
  audio: CallAudio;
  bridge: BridgeSearch;
  carrier: CallControl | null;
  followed: FollowedCall;
  journal: CommitJournal;
  lease: CallLease;
  logger: Logger;
  metrics: TelephonyMetrics;
  release: CallRelease;
  timers: NamedTimers<CallTimer>;
  send: (input: CallInput) => void;
}

/** Makes them. Each tells the machine by `send` what happens to it. */
export function openCallPorts(
  { parts, metrics, pool, read, joinMs, everyTick, carrier }: CallOptions,
  machine: { send: (input: CallInput) => void; isOver: () => boolean; onGone: () => void },
): CallPorts {
  const { store, leases, heldLeases, headroom, instance } = parts;
  const { sessionId } = read.record;
  const { send, isOver, onGone } = machine;
  const logger = parts.logger.child({ sessionId });

  const timers = createNamedTimers<CallTimer>((name) => {
    send({ type: 'timer', name, isQuiet: audio.isQuiet });
  });
  const known = createKnownRecord(read);
  const journal = createCommitJournal({
    ...{ sessionId, store, known, logger, onGivenUp: () => send({ type: 'session.gone' }) },
  });
  const lease = createCallLease({
    ...{ leases, heldLeases, store, sessionId, instance, logger, isOver },
    onTaken: () => send({ type: 'lease.lost' }),
  });
  const followed = followCall({ parts, metrics, read, known, logger, send });
  const release = createCallRelease({
    ...{ instance, journal, lease, carrier, logger, onGone, record: () => followed.record },
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
    ...(joinMs === undefined ? {} : { joinMs }),
    ...(everyTick === undefined ? {} : { everyTick }),
    clips: () => clipsIn(toSpokenLanguage(followed.record.jobConfiguration.language)),
    onSpoken: () => followed.firstAudio.spoken(),
    // As when no viewer listens: telephony measures nothing, and asks again in two seconds.
    publishLevels: async (levels) =>
      headroom.sheds('levels') ? 0 : await store.publishLevels(sessionId, levels),
    onLevelsRefused: (error) => logger.warn({ err: error }, 'levels of the call could not be told'),
    onStuck: (line, by) => send({ type: 'line.lost', line, by }),
  });
  return { audio, bridge, carrier, followed, journal, lease, logger, metrics, release, send, timers };
}
