import type { LogEntry } from '@ringback/shared/contract/events';
import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { ToTelephony } from '@ringback/shared/contract/media-link';
import type { ReadRecord, SessionRecord } from '@ringback/shared/contract/session-record';
import { type CommitJournal, createCommitJournal } from '@ringback/shared/redis/commit-journal';
import { listInstances } from '@ringback/shared/redis/instances';
import { leaseMs } from '@ringback/shared/redis/leases';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import { evolveRecord, holderName } from '@ringback/shared/session/evolve-record';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { createCallerClock, silentFrame } from './domain/caller-clock.ts';
import { createPlayback, type HeardReport } from './domain/playback.ts';
import { type BridgeChannel, type BridgePool, chooseBridge } from './link/bridge-pool.ts';
import type { MediaLine } from './media-line.ts';
import type { TelephonyMetrics } from './telephony-metrics.ts';
import type { CallerMessage } from './twilio/messages.ts';

/** Hangs up the carrier's call, for as long as it takes within its own bound. */
export type HangUp = (callSid: string) => Promise<void>;

export type AttachResult = 'ok' | 'second_stream' | 'ended' | 'taken';

/** One call on this instance: its media stream, its place on the media link, its end. */
export interface CallActor {
  readonly journal: CommitJournal;
  readonly record: SessionRecord;
  attach(line: MediaLine): Promise<AttachResult>;
  onCaller(line: MediaLine, message: CallerMessage): void;
  /** The stream's socket is gone without `stop`. */
  onLineLost(line: MediaLine): void;
  end(reason: EndReason): void;
  readonly timers: number;
  readonly hasLease: boolean;
  readonly hasLine: boolean;
  /** Resolves when everything is let go. */
  readonly gone: Promise<void>;
}

const tickMs = 20;
const bridgeRetryMs = 500;
/** A line always sends frames, silent ones too: without any for so long it is gone, whatever the socket says. */
const frameSilenceMs = 8_000;
/** How long a hang-up waits for the session store before everything is let go without it. */
const hangUpPatienceMs = 2_000;

export function startCallActor(options: {
  parts: ServiceParts;
  metrics: TelephonyMetrics;
  pool: BridgePool;
  read: ReadRecord;
  reattachMs: number;
  hangUp: HangUp | null;
}): CallActor {
  const { parts, metrics, pool, read, reattachMs, hangUp } = options;
  const { store, feed, leases, instance } = parts;
  const { sessionId } = read.record;
  const logger = parts.logger.child({ sessionId });
  let record = read.record;
  let line: MediaLine | null = null;
  let channel: BridgeChannel | null = null;
  let openingBridge = false;
  let currentItem: string | null = null;
  let token: number | null = null;
  let over = false;
  /** The candidate has hung up: the socket's close that follows is no loss. */
  let stopped = false;
  let ticker: NodeJS.Timeout | null = null;
  let renewal: NodeJS.Timeout | null = null;
  let reattach: NodeJS.Timeout | null = null;
  let bridgeRetry: NodeJS.Timeout | null = null;
  let patience: NodeJS.Timeout | null = null;
  const refusedBridges = new Set<string>();
  const playback = createPlayback();
  let callerClock = createCallerClock();
  let resolveGone = () => {};
  const gone = new Promise<void>((resolve) => {
    resolveGone = resolve;
  });
  const journal = createCommitJournal({ sessionId, store, logger, onGivenUp: () => leave() });
  /** A later holder of the lease has taken over: what this one still says is refused. */
  const fence = () => (token === null ? {} : { fence: { role: 'telephony' as const, token } });
  const end = (reason: EndReason) => journal.add({ type: 'end', reason }, fence());

  function onEvents(entries: readonly LogEntry[]): void {
    for (const { event } of entries) {
      const wasLive = isLive(record.phase);
      record = evolveRecord(record, event);
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
  });

  function pump(): void {
    if (line === null) return;
    const sends = playback.takeDue(Date.now());
    if (sends.length > 0 && !line.send(sends)) loseLine(line, 'does not read');
  }

  function reportHeard(heard: HeardReport | null): void {
    if (heard !== null) channel?.control({ type: 'heard', ...heard });
  }

  function onBridgeControl(message: ToTelephony): void {
    switch (message.type) {
      case 'item_started':
        currentItem = message.itemId;
        return;
      case 'item_finished':
        reportHeard(playback.finish(message.itemId));
        return;
      case 'clear': {
        const cut = playback.clear(Date.now());
        if (cut !== null) line?.clear();
        channel?.control({ type: 'cleared', itemId: cut?.itemId ?? null, heardMs: cut?.heardMs ?? 0 });
        return;
      }
      case 'refused':
        onBridgeGone(`refused: ${message.reason}`);
        return;
      case 'closed':
        // The bridge leaves after the end; before it, that is a loss.
        channel = null;
        if (!over && isLive(record.phase)) onBridgeGone('closed');
        return;
      default:
        return;
    }
  }

  function onBridgeGone(reason: string): void {
    if (channel !== null) refusedBridges.add(channel.bridge);
    channel = null;
    logger.warn({ reason }, 'bridge gone');
    if (over) return;
    if (record.phase === 'active' || record.phase === 'ending') end('interviewer_unavailable');
    else retryBridge();
  }

  /** Until the phase's deadline: an instance may just be starting. */
  function retryBridge(): void {
    if (over || bridgeRetry !== null) return;
    bridgeRetry = setTimeout(() => {
      bridgeRetry = null;
      void openBridge();
    }, bridgeRetryMs);
  }

  async function openBridge(): Promise<void> {
    if (over || channel !== null || openingBridge) return;
    openingBridge = true;
    try {
      const bridges = await listInstances(parts.redis, 'ai-bridge');
      const bridge = chooseBridge(bridges, refusedBridges);
      if (bridge === null) {
        refusedBridges.clear();
        retryBridge();
        return;
      }
      const opened = await pool.open(bridge, sessionId, {
        onControl: onBridgeControl,
        onAudio: (payload) => {
          if (currentItem === null || over) return;
          metrics.frames.inc({ direction: 'interviewer' });
          if (!playback.add(currentItem, payload)) metrics.stale.inc({ kind: 'playback_full' });
          pump();
        },
        onLost: (reason) => onBridgeGone(`link ${reason}`),
      });
      if (over) opened.close('session over');
      else channel = opened;
    } catch (error) {
      logger.warn({ err: error }, 'bridge could not be reached');
      retryBridge();
    } finally {
      openingBridge = false;
    }
  }

  function startTicking(): void {
    ticker ??= setInterval(() => {
      if (line === null) return;
      if (callerClock.silentForMs(Date.now()) > frameSilenceMs) {
        loseLine(line, 'no frames');
        return;
      }
      for (let frames = callerClock.takeSilence(Date.now()); frames > 0; frames--) {
        metrics.frames.inc({ direction: 'padded' });
        channel?.audio(0, silentFrame);
      }
    }, tickMs);
  }

  function startRenewing(held: number): void {
    token = held;
    renewal ??= setInterval(() => {
      leases.renew(sessionId, 'telephony', instance, held).then(
        (kept) => {
          if (!kept && !over) onLeaseLost();
        },
        // Away is not lost: audio goes on.
        (error) => logger.debug({ err: error }, 'lease could not be renewed'),
      );
    }, leaseMs.telephony / 3);
  }

  /** Somebody else serves the session now. Audio goes on until the end; commits are fenced. */
  function onLeaseLost(): void {
    if (renewal !== null) clearInterval(renewal);
    renewal = null;
    logger.warn('lease lost to another instance');
  }

  function loseLine(lost: MediaLine, reason: string): void {
    if (line !== lost || over || stopped) return;
    lost.retire(1008, reason);
    line = null;
    playback.clear(Date.now());
    logger.info({ streamSid: lost.streamSid, reason }, 'media stream lost');
    journal.add({ type: 'record', facts: [{ type: 'media.lost', streamSid: lost.streamSid }] }, fence());
    reattach = setTimeout(() => end('media_lost'), reattachMs);
  }

  function letGoOfLine(): void {
    if (line !== null) {
      line.clear();
      line.retire(1000, 'session over');
    }
    line = null;
    for (const timer of [ticker, renewal]) if (timer !== null) clearInterval(timer);
    for (const timer of [reattach, bridgeRetry, patience]) if (timer !== null) clearTimeout(timer);
    ticker = renewal = reattach = bridgeRetry = patience = null;
  }

  async function settle(): Promise<void> {
    if (record.callSid !== null && hangUp !== null) await hangUp(record.callSid);
    if (record.holders.includes(holderName('telephony', instance))) {
      journal.add({ type: 'release', service: 'telephony', instance });
    }
    await journal.settled();
    if (token !== null) await leases.give(sessionId, 'telephony', instance, token);
  }

  /** Lets go of socket, link and timers at once; hang-up and the release follow. */
  function leave(): void {
    if (over) return;
    over = true;
    letGoOfLine();
    channel?.close('session over');
    channel = null;
    unfollow();
    settle()
      .catch((error) => logger.error({ err: error }, 'session could not be released'))
      .finally(() => {
        journal.close();
        logger.info({ reason: record.endReason }, 'connection cleaned up');
        resolveGone();
      });
  }

  return {
    journal,
    gone,
    end,
    get record() {
      return record;
    },
    get hasLease() {
      return token !== null;
    },
    get hasLine() {
      return line !== null;
    },
    get timers() {
      return [ticker, renewal, reattach, bridgeRetry, patience].filter((timer) => timer !== null).length;
    },
    async attach(candidate) {
      if (over || !isLive(record.phase)) return 'ended';
      if (line !== null) return 'second_stream';
      line = candidate;
      const lease = await leases.take(sessionId, 'telephony', instance);
      if (over || lease.outcome === 'ended' || lease.outcome === 'gone') {
        if (line === candidate) line = null;
        return 'ended';
      }
      if (lease.outcome !== 'ok') {
        line = null;
        return 'taken';
      }
      if (renewal !== null) clearInterval(renewal);
      renewal = null;
      startRenewing(lease.token);
      if (reattach !== null) clearTimeout(reattach);
      reattach = null;
      callerClock = createCallerClock();
      startTicking();
      journal.add(
        {
          type: 'record',
          facts: [{ type: 'media.started', streamSid: candidate.streamSid, instance }],
        },
        fence(),
      );
      void openBridge();
      return 'ok';
    },
    onCaller(from, message) {
      if (from !== line || over) {
        metrics.stale.inc({ kind: `caller_${message.type}` });
        return;
      }
      switch (message.type) {
        case 'media':
          metrics.frames.inc({ direction: 'caller' });
          callerClock.onFrame(Date.now());
          channel?.audio(message.timestampMs, message.payload);
          return;
        case 'mark': {
          const heard = playback.mark(message.name, Date.now());
          if (heard === null) metrics.stale.inc({ kind: 'mark' });
          reportHeard(heard);
          pump();
          return;
        }
        case 'dtmf':
          channel?.control({ type: 'key', digit: message.digit });
          return;
        case 'stop':
          stopped = true;
          end('hung_up_by_candidate');
          patience ??= setTimeout(leave, hangUpPatienceMs);
          return;
        default:
          return;
      }
    },
    onLineLost(lost) {
      loseLine(lost, 'socket closed without stop');
    },
  };
}
