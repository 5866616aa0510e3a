import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { ToTelephony } from '@ringback/shared/contract/media-link';
import type { ReadRecord } from '@ringback/shared/contract/session-record';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { createCommitJournal } from '@ringback/shared/redis/session/commit-journal';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { CallControl } from '../carrier/carrier.ts';
import { createBridgeLosses } from '../link/bridge-losses.ts';
import type { BridgePool } from '../link/bridge-pool.ts';
import { createBridgeSearch } from '../link/bridge-search.ts';
import { createCallAudio } from '../media/call-audio.ts';
import { createFirstAudio } from '../media/first-audio.ts';
import type { MediaLine } from '../media/media-line.ts';
import { clipsIn } from '../media/own-clips.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import { toSpokenLanguage } from '../twilio/spoken-words.ts';
import type { AttachResult, CallActor } from './call.ts';
import { createCallLease } from './call-lease.ts';
import { createCallMove } from './call-move.ts';
import { createCallRelease } from './call-release.ts';
import { createLineReturn } from './line-return.ts';

/** How long a hang-up waits for the session store before everything is let go without it. */
const hangUpPatienceMs = 2_000;
/** Until a carrier's call that has lost its audio is fetched back; one that we have let go of is known to wait. */
const lostPatienceMs = 2_000;
const movedPatienceMs = 1_000;

export function startCallActor(options: {
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  pool: BridgePool;
  read: ReadRecord;
  reattachMs: number;
  carrier: CallControl | null;
}): CallActor {
  const { parts, metrics, pool, read, reattachMs, carrier } = options;
  const { store, feed, leases, instance } = parts;
  const { sessionId } = read.record;
  const logger = parts.logger.child({ sessionId });
  let record = read.record;
  let over = false;
  /** The candidate has hung up: the socket's close that follows is no loss. */
  let stopped = false;
  /** The call was given away: it may not come back here. */
  let moved = false;
  /** The line that is being given away: a hang-up may still come from it. */
  let giving: MediaLine | null = null;
  let patience: NodeJS.Timeout | null = null;
  /** Runs while the last words are played that anybody can say. */
  let apology: NodeJS.Timeout | null = null;
  const { promise: gone, resolve: resolveGone } = Promise.withResolvers<void>();

  const journal = createCommitJournal({ sessionId, store, logger, onGivenUp: () => leave() });
  const lease = createCallLease({
    ...{ leases, store, sessionId, instance, logger, isOver: () => over, onTaken: stepAside },
  });
  const letGo = createCallRelease({
    ...{ instance, journal, lease, carrier, logger, record: () => record, onGone: resolveGone },
  });
  const firstAudio = createFirstAudio({
    observe: (seconds) => metrics.firstAudio.observe(seconds),
    fleetNow: parts.clock.now,
  });
  const lineReturn = createLineReturn({ carrier, reattachMs, onNever: () => end('media_lost') });
  const losses = createBridgeLosses({ onGivenUp: giveUp, onGoodbyeOver: () => end('completed') });

  function end(reason: EndReason): void {
    journal.add({ type: 'end', reason }, lease.fence(), ({ outcome }) => {
      if (outcome !== 'fenced') return;
      letGo.spareCall();
      stepAside();
    });
  }

  function onEvents(entries: readonly LogEntry[]): void {
    for (const { event } of entries) {
      const wasLive = isLive(record.phase);
      record = evolveRecord(record, event);
      if (event.type === 'call.ready') firstAudio.readyAt(event.at);
      if (event.type === 'media.started' && event.instance !== instance) {
        if (audio.line === null) stepAside();
        // Told late, it may be of before the line came here.
        else lease.verify();
      }
      if (!wasLive || isLive(record.phase)) continue;
      logger.info({ reason: record.endReason, callSid: record.callSid }, 'call end detected');
      metrics.endPropagation.observe(Math.max(0, parts.clock.now() - event.at) / 1000);
      leave();
    }
  }
  const unfollow = feed.follow(sessionId, read.revision, {
    onEvents,
    onDiverged: () => {
      record = read.record;
    },
    // Erased: there is nothing left to serve or to tell.
    onGone: () => leave(),
    onOver: () => leave(),
  });

  const bridge = createBridgeSearch({
    pool,
    sessionId,
    logger,
    listBridges: () => parts.listPeers('ai-bridge'),
    keptBy: () => (audio.hasBegun ? null : record.bridge),
    carries: () => audio.hasBegun,
    onControl: (message: ToTelephony) => {
      // Nothing may silence the apology, or be said after it.
      if (apology !== null) return;
      if (message.type === 'ready') losses.found();
      audio.onBridge(message);
    },
    onAudio: (payload) => {
      if (apology !== null) return;
      firstAudio.spoken();
      audio.onInterviewer(payload);
    },
    onQuiet: () => {
      if (apology === null) audio.onBridgeQuiet();
    },
    onGone(lost) {
      if (over || moved || apology !== null || !isLive(record.phase)) return false;
      audio.onBridgeLost();
      return losses.lost(lost, record.phase);
    },
  });
  const audio = createCallAudio({
    ...{ bridge, metrics, onStuck: loseLine },
    clips: () => clipsIn(toSpokenLanguage(record.jobConfiguration.language)),
  });
  const move = createCallMove({ audio, phase: () => record.phase, give: giveAway });

  /** Says so before the line goes down. */
  function apologise(reason: EndReason): void {
    if (over || apology !== null) return;
    bridge.stopSearching();
    const lastsMs = audio.apologise();
    apology = setTimeout(() => end(reason), lastsMs === 0 ? 0 : lastsMs + 300);
  }

  function giveUp(): void {
    apologise('interviewer_unavailable');
  }

  /** The line is not here any more; the instance that it comes to next may take the call. */
  async function letGoOfCall(lost: MediaLine, patienceMs: number): Promise<void> {
    const fence = lease.fence();
    journal.add({ type: 'record', facts: [{ type: 'media.lost', streamSid: lost.streamSid }] }, fence);
    lineReturn.wait(record, patienceMs);
    await lease.give().catch((error) => logger.warn({ err: error }, 'lease could not be given back'));
  }

  function loseLine(lost: MediaLine, reason: string): void {
    if (audio.line !== lost || over || stopped) return;
    audio.lose();
    lost.retire(1008, reason);
    logger.info({ streamSid: lost.streamSid, reason }, 'media stream lost');
    void letGoOfCall(lost, lostPatienceMs);
  }

  /** The bridge keeps the interviewer, and knows how much of it was heard; the line is sent elsewhere. */
  async function giveAway(line: MediaLine): Promise<void> {
    if (over || stopped || apology !== null || audio.line !== line) return;
    moved = true;
    giving = line;
    audio.release();
    bridge.close('served elsewhere');
    logger.info({ streamSid: line.streamSid }, 'call given to another instance');
    await letGoOfCall(line, movedPatienceMs);
    giving = null;
    line.retire(record.via === 'browser' ? 1012 : 1000, 'served elsewhere');
  }

  function letGoOfLine(code: number, reason: string): void {
    const { line } = audio;
    audio.close();
    line?.clear();
    line?.retire(code, reason);
    for (const timer of [patience, apology]) if (timer !== null) clearTimeout(timer);
    patience = apology = null;
    lineReturn.stop();
    losses.stop();
    move.stop();
  }

  /** Another instance has the audio of this call: it serves the session, and this one has nothing more of it. */
  function stepAside(): void {
    if (over) return;
    over = true;
    letGoOfLine(1012, 'served elsewhere');
    bridge.close('served elsewhere');
    unfollow();
    letGo.toAnother();
  }

  /** Lets go of socket, link and timers at once; hang-up and the release follow. */
  function leave(): void {
    if (over) return;
    over = true;
    letGoOfLine(1000, 'session over');
    bridge.close('session over');
    unfollow();
    letGo.afterEnd();
  }

  /** When the candidate became ready, where that was before this instance followed the session. */
  async function readReadyTime(): Promise<void> {
    const log = await store.readLog(sessionId, 0);
    const ready = log.find(({ event }) => event.type === 'call.ready');
    if (ready !== undefined) firstAudio.readyAt(ready.event.at);
  }

  return {
    journal,
    gone,
    end,
    get record() {
      return record;
    },
    get hasLease() {
      return lease.isHeld;
    },
    get hasLine() {
      return audio.line !== null;
    },
    get timers() {
      const own = [patience, apology].filter((timer) => timer !== null).length;
      const waits =
        (lineReturn.isWaiting ? 1 : 0) + (bridge.isSearching ? 1 : 0) + losses.timers + move.timers;
      return own + waits + audio.timers + (audio.line === null ? 0 : 1);
    },
    prepare() {
      if (!over && isLive(record.phase)) bridge.open();
    },
    async attach(candidate, takesOver = false) {
      if (over || !isLive(record.phase)) return 'ended';
      if (moved) return 'taken';
      if (audio.line !== null) return 'second_stream';
      // Before the first wait, so that a second stream at the same moment is refused.
      audio.attach(candidate);
      let outcome: AttachResult | null = null;
      try {
        outcome = await lease.take(takesOver);
        if (over) outcome = 'ended';
      } finally {
        // Also when the store did not answer: the next stream must be able to take the line.
        if (outcome !== 'ok' && audio.line === candidate) audio.lose();
      }
      if (outcome !== 'ok') return outcome;
      lineReturn.stop();
      const { streamSid } = candidate;
      journal.add({ type: 'record', facts: [{ type: 'media.started', streamSid, instance }] }, lease.fence());
      if (record.times.activeAt !== null) {
        firstAudio.skip();
        if (!bridge.isReady) losses.searching();
      } else if (record.via !== 'browser' && read.record.phase === 'connecting') {
        readReadyTime().catch((error) => logger.debug({ err: error }, 'start of the wait is not known'));
      }
      firstAudio.attached();
      bridge.open();
      audio.begin();
      return 'ok';
    },
    onCaller(from, message) {
      const isGivenAway = from === giving && message.type === 'stop';
      if ((from !== audio.line && !isGivenAway) || over) {
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
    handOver() {
      if (!over && !moved) move.atNextPause();
    },
    shutDown() {
      // A goodbye is over by itself, and what was given away is another instance's to end.
      if (over || moved || record.phase === 'ending') return;
      move.stop();
      apologise('shut_down');
    },
  };
}
