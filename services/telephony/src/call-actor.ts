import type { LogEntry } from '@ringback/shared/contract/events';
import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { ToTelephony } from '@ringback/shared/contract/media-link';
import type { ReadRecord, SessionRecord } from '@ringback/shared/contract/session-record';
import { type CommitJournal, createCommitJournal } from '@ringback/shared/redis/commit-journal';
import { type HeldLease, holdLease } from '@ringback/shared/redis/held-lease';
import { listInstances } from '@ringback/shared/redis/instances';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import { evolveRecord, holderName } from '@ringback/shared/session/evolve-record';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { createCallAudio } from './call-audio.ts';
import type { FetchBack } from './carrier-fetch-back.ts';
import { createBridgeLine } from './link/bridge-line.ts';
import type { BridgePool } from './link/bridge-pool.ts';
import type { MediaLine } from './media-line.ts';
import type { TelephonyMetrics } from './telephony-metrics.ts';
import type { CallerMessage } from './twilio/messages.ts';

/**
 * Hangs up the carrier's call, for as long as it takes within its own bound. With a grace the carrier may end it
 * by itself first.
 */
export type HangUp = (callSid: string, graceMs?: number) => Promise<void>;

export type AttachResult = 'ok' | 'second_stream' | 'ended' | 'taken';

/** One call on this instance: its media stream, its place on the media link, its end. */
export interface CallActor {
  readonly journal: CommitJournal;
  readonly record: SessionRecord;
  /** Opens and configures the interviewer before anybody is on the line: while the phone rings. */
  prepare(): void;
  attach(line: MediaLine): Promise<AttachResult>;
  onCaller(line: MediaLine, message: CallerMessage): void;
  /** The stream's socket is gone without `stop`. */
  onLineLost(line: MediaLine): void;
  end(reason: EndReason): void;
  readonly timers: number;
  readonly hasLease: boolean;
  /** Whether audio is coming in; without it only callbacks and the carrier's own record tell of the call. */
  readonly hasLine: boolean;
  /** Resolves when everything is let go. */
  readonly gone: Promise<void>;
}

/** The farewell at the gate is the carrier's to say, and to hang up after; shorter than an end takes to close. */
const farewellMs = 4_000;
/** How long a hang-up waits for the session store before everything is let go without it. */
const hangUpPatienceMs = 2_000;
/** How long a carrier's call may be without audio, and how long until it is fetched back. */
const carrierReattachMs = 8_000;
const carrierPatienceMs = 2_000;
/** Bridges that a call may lose until it is given up. */
const mostLosses = 2;
/** How long another bridge is looked for in the middle of a call. */
const searchLimitMs = 5_000;
/** The rest of a goodbye whose bridge is gone. */
const goodbyeRestMs = 4_000;

export function startCallActor(options: {
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  pool: BridgePool;
  read: ReadRecord;
  reattachMs: number;
  hangUp: HangUp | null;
  fetchBack: FetchBack | null;
}): CallActor {
  const { parts, metrics, pool, read, reattachMs, hangUp, fetchBack } = options;
  const { store, feed, leases, instance } = parts;
  const { sessionId } = read.record;
  const logger = parts.logger.child({ sessionId });
  let record = read.record;
  let lease: HeldLease | null = null;
  let over = false;
  /** The candidate has hung up: the socket's close that follows is no loss. */
  let stopped = false;
  let reattach: NodeJS.Timeout | null = null;
  let patience: NodeJS.Timeout | null = null;
  /** When the candidate was ready to hear the first word; null once it was said. */
  let readyAt: number | null = null;
  let spoken = false;
  /** Runs while another bridge is looked for. */
  let search: NodeJS.Timeout | null = null;
  /** Runs while the last words are played that anybody can say. */
  let farewell: NodeJS.Timeout | null = null;
  /** Bridges that were lost after they had begun. */
  let losses = 0;
  const { promise: gone, resolve: resolveGone } = Promise.withResolvers<void>();

  const journal = createCommitJournal({ sessionId, store, logger, onGivenUp: () => leave() });
  /** A later holder of the lease has taken over: what this one still says is refused. */
  const fence = () => (lease === null ? {} : { fence: { role: 'telephony' as const, token: lease.token } });
  const end = (reason: EndReason) => journal.add({ type: 'end', reason }, fence());

  function onEvents(entries: readonly LogEntry[]): void {
    for (const { event } of entries) {
      const wasLive = isLive(record.phase);
      record = evolveRecord(record, event);
      if (event.type === 'call.ready') readyAt = event.at;
      if (event.type === 'media.started' && event.instance !== instance && audio.line === null) stepAside();
      if (!wasLive || isLive(record.phase)) continue;
      logger.info({ reason: record.endReason, callSid: record.callSid }, 'call end detected');
      metrics.endPropagation.observe(Math.max(0, Date.now() - event.at) / 1000);
      leave();
    }
  }
  const unfollow = feed.follow(sessionId, read.revision, {
    onEvents,
    onDiverged: () => {
      record = read.record;
    },
    // Erased: there is nothing left to serve, and nobody to tell.
    onGone: () => leave(),
  });

  const bridge = createBridgeLine({
    pool,
    sessionId,
    logger,
    listBridges: () => listInstances(parts.redis, 'ai-bridge'),
    onControl: (message: ToTelephony) => {
      if (message.type === 'ready' && search !== null) {
        clearTimeout(search);
        search = null;
      }
      if (message.type === 'ready' && record.phase === 'ending') stopFarewell();
      audio.onBridge(message);
    },
    onAudio: (payload) => {
      tellFirstAudio();
      audio.onInterviewer(payload);
    },
    onQuiet: () => audio.onBridgeQuiet(),
    onGone,
  });
  const audio = createCallAudio({ bridge, metrics, onStuck: loseLine });

  /** True: another bridge is looked for. */
  function onGone(gone: { wasReady: boolean; endReason: EndReason | null }): boolean {
    if (over || !isLive(record.phase)) return false;
    audio.onBridgeLost();
    if (gone.endReason === 'interviewer_unavailable') giveUp();
    // The goodbye is playing; when it is over, so is the interview. Another bridge puts it on the record.
    else if (record.phase === 'ending') {
      farewell ??= setTimeout(() => end('completed'), goodbyeRestMs);
      return true;
    }
    // Before the first word another bridge may take the session until the phase's deadline.
    else if (record.phase !== 'active') return true;
    else {
      if (gone.wasReady) losses += 1;
      if (losses > mostLosses) giveUp();
      else search ??= setTimeout(giveUp, searchLimitMs);
    }
    return farewell === null;
  }

  function stopFarewell(): void {
    if (farewell !== null) clearTimeout(farewell);
    farewell = null;
  }

  /** Nobody can go on with the interview: the candidate is told so before the line goes down. */
  function giveUp(): void {
    if (over || farewell !== null) return;
    const lastsMs = audio.apologise();
    farewell = setTimeout(() => end('interviewer_unavailable'), lastsMs === 0 ? 0 : lastsMs + 300);
  }

  function loseLine(lost: MediaLine, reason: string): void {
    if (audio.line !== lost || over || stopped) return;
    audio.detach();
    lost.retire(1008, reason);
    logger.info({ streamSid: lost.streamSid, reason }, 'media stream lost');
    journal.add({ type: 'record', facts: [{ type: 'media.lost', streamSid: lost.streamSid }] }, fence());
    // Behind one address there are several instances: whichever the line comes back to may take it.
    const given = lease;
    lease = null;
    given?.give().catch((error) => logger.warn({ err: error }, 'lease could not be given back'));
    if (record.via === 'browser' || fetchBack === null) {
      reattach = setTimeout(() => end('media_lost'), reattachMs);
      return;
    }
    // The carrier comes back by itself, or when it is told to, or not at all.
    reattach = setTimeout(() => {
      reattach = setTimeout(() => end('media_lost'), carrierReattachMs - carrierPatienceMs);
      void fetchBack(record);
    }, carrierPatienceMs);
  }

  function letGoOfLine(): void {
    const { line } = audio;
    audio.detach();
    line?.clear();
    line?.retire(1000, 'session over');
    for (const timer of [reattach, patience, search, farewell]) if (timer !== null) clearTimeout(timer);
    reattach = patience = search = farewell = null;
  }

  function tellFirstAudio(): void {
    if (spoken || readyAt === null || audio.line === null) return;
    spoken = true;
    metrics.firstAudio.observe(Math.max(0, performance.now() - readyAt) / 1000);
  }

  /** Another instance has the audio of this call: it serves the session, and this one has nothing more of it. */
  function stepAside(): void {
    if (over) return;
    over = true;
    letGoOfLine();
    bridge.close('served elsewhere');
    unfollow();
    if (record.holders.includes(holderName('telephony', instance))) {
      journal.add({ type: 'release', service: 'telephony', instance });
    }
    const leaving = async () => {
      await journal.settled();
      await lease?.give();
      lease?.stop();
      journal.close();
      logger.info('call is served by another instance');
      resolveGone();
    };
    leaving().catch((error) => logger.error({ err: error }, 'session could not be released'));
  }

  async function settle(): Promise<void> {
    const isSaidGoodbye = record.endReason === 'not_ready' || record.endReason === 'declined';
    const graceMs = isSaidGoodbye ? farewellMs : 0;
    if (record.callSid !== null && hangUp !== null) await hangUp(record.callSid, graceMs);
    if (record.holders.includes(holderName('telephony', instance))) {
      journal.add({ type: 'release', service: 'telephony', instance });
    }
    await journal.settled();
    await lease?.give();
  }

  /** Lets go of socket, link and timers at once; hang-up and the release follow. */
  function leave(): void {
    if (over) return;
    over = true;
    letGoOfLine();
    bridge.close('session over');
    unfollow();
    settle()
      .catch((error) => logger.error({ err: error }, 'session could not be released'))
      .finally(() => {
        lease?.stop();
        journal.close();
        logger.info({ reason: record.endReason }, 'connection cleaned up');
        resolveGone();
      });
  }

  async function takeLease(): Promise<AttachResult> {
    const taken = await leases.take(sessionId, 'telephony', instance);
    if (taken.outcome === 'taken') return 'taken';
    if (taken.outcome !== 'ok' || over) return 'ended';
    lease?.stop();
    lease = holdLease({
      leases,
      sessionId,
      role: 'telephony',
      instance,
      token: taken.token,
      logger,
      // Audio goes on until the end; commits are fenced.
      onLost: () => logger.warn('lease lost to another instance'),
    });
    return 'ok';
  }

  return {
    journal,
    gone,
    end,
    get record() {
      return record;
    },
    get hasLease() {
      return lease !== null;
    },
    get hasLine() {
      return audio.line !== null;
    },
    get timers() {
      const own = [reattach, patience, search, farewell].filter((timer) => timer !== null).length;
      return own + audio.timers + (audio.line === null ? 0 : 1) + (bridge.isSearching ? 1 : 0);
    },
    prepare() {
      if (!over && isLive(record.phase)) bridge.open();
    },
    async attach(candidate) {
      if (over || !isLive(record.phase)) return 'ended';
      if (audio.line !== null) return 'second_stream';
      // Before the first wait, so that a second stream at the same moment is refused.
      audio.attach(candidate);
      let outcome: AttachResult | null = null;
      try {
        outcome = await takeLease();
      } finally {
        // Also when the store did not answer: the next stream must find the place free.
        if (outcome !== 'ok' && audio.line === candidate) audio.detach();
      }
      if (outcome !== 'ok') return outcome;
      if (reattach !== null) clearTimeout(reattach);
      reattach = null;
      const { streamSid } = candidate;
      journal.add({ type: 'record', facts: [{ type: 'media.started', streamSid, instance }] }, fence());
      readyAt ??= performance.now();
      bridge.open();
      return 'ok';
    },
    onCaller(from, message) {
      if (from !== audio.line || over) {
        metrics.stale.inc({ kind: `caller_${message.type}` });
        return;
      }
      if (message.type !== 'stop') {
        audio.onCaller(message);
        return;
      }
      stopped = true;
      end('hung_up_by_candidate');
      patience ??= setTimeout(leave, hangUpPatienceMs);
    },
    onLineLost(lost) {
      loseLine(lost, 'socket closed without stop');
    },
  };
}
