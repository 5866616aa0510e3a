import type { LogEntry } from '@ringback/shared/contract/events';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { ToBridge, ToTelephony } from '@ringback/shared/contract/media-link';
import type { ReadRecord, SessionRecord } from '@ringback/shared/contract/session-record';
import { createCommitJournal } from '@ringback/shared/redis/commit-journal';
import { holdLease } from '@ringback/shared/redis/held-lease';
import type { ServiceParts } from '@ringback/shared/redis/service-parts';
import { startActor } from '@ringback/shared/runtime/actor';
import { createNamedTimers } from '@ringback/shared/runtime/named-timers';
import type { Fact } from '@ringback/shared/session/decide';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { BridgeMetrics } from './bridge-metrics.ts';
import { transition } from './domain/bridge.ts';
import { createBridgeState } from './domain/bridge-start.ts';
import type { BridgeEffect, TimerName } from './domain/bridge-state.ts';
import { toLinkMessage } from './link-messages.ts';
import { createModelSide, type ModelOptions } from './model-side.ts';
import { payloadMs } from './openai/server-events.ts';
import type { BegunInterview } from './restore-session.ts';
import { createWordsPublisher } from './words-publisher.ts';

/** What the bridge may say to the telephony side of its call. */
export interface CallLine {
  /** The telephony instance. */
  readonly instance: string;
  control(message: ToTelephony): void;
  audio(payload: string): void;
}

export interface BridgeActor {
  onControl(message: ToBridge): void;
  onCallerAudio(payload: string): void;
  /** The link is gone. The model session is kept for whichever telephony takes the call up. */
  onLineLost(): void;
  /**
   * Another telephony has the candidate: true when this one goes on with it over `line`. False when it is not
   * waiting for anybody, or would not know what `carries` says that telephony has kept: it then lets go.
   */
  takeLine(line: CallLine, carries: boolean): boolean;
  /** Ends the session, as this instance is told to (reset, shut down). */
  end(reason: EndReason): void;
  /** Lets go of a live session, for another bridge to go on with it. */
  handOver(): void;
  readonly pending: number;
  readonly timers: number;
  /** Resolves when everything is let go. */
  readonly gone: Promise<void>;
}

/** How long the model session is kept without telephony: the candidate's line may be away for ten seconds. */
const keptMs = 12_000;
const noLine: CallLine = { instance: '', control() {}, audio() {} };

/** From taking the session to the model's confirmation, opening its socket included. */
const openLimitMs = 5_000;

/** Serves one session from here on: the lease is held, `token` fences whatever this bridge commits. */
export function startBridgeActor(options: {
  parts: ServiceParts;
  metrics: BridgeMetrics;
  read: ReadRecord;
  token: number;
  line: CallLine;
  models: ModelOptions;
  /** The plan that an earlier bridge has put on the record. */
  keptPlan: InterviewPlan | null;
  /** What was said before this bridge took the session up; null when the interview begins here. */
  begun: BegunInterview | null;
}): BridgeActor {
  const { parts, metrics, read, token, models, begun } = options;
  const { store, feed, leases, instance } = parts;
  const sessionId: SessionId = read.record.sessionId;
  const logger = parts.logger.child({ sessionId });
  const fence = { role: 'bridge' as const, token };
  const startedAt = Date.now();
  let record: SessionRecord = read.record;
  let { line } = options;
  let over = false;
  let endDetected = false;
  /** Runs while no telephony is there. */
  let kept: NodeJS.Timeout | null = null;
  /** The model has confirmed the configuration: telephony may hand over. */
  let isReady = false;
  /** The telephony that has the candidate's audio, as far as it was told since this bridge took the session. */
  let audioAt: string | null = null;
  /** The model's next confirmation is that of a session that has said nothing yet. */
  let isNewModel = true;
  /** The earlier model session was lost here: the record is told with the next receipt who has joined. */
  let hasToRejoin = false;
  const { promise: gone, resolve: resolveGone } = Promise.withResolvers<void>();

  const timers = createNamedTimers<TimerName>((name) => actor.send({ type: 'timer', name }));
  const words = createWordsPublisher({
    store,
    sessionId,
    onLost: () => metrics.stale.inc({ kind: 'partial_not_published' }),
  });
  const journal = createCommitJournal({ sessionId, store, logger, onGivenUp: () => leave('store away') });
  const actor = startActor({
    state: createBridgeState({
      ...record,
      begun,
      plan: options.keptPlan,
      renewAfterMs: models.renewAfterMs,
    }),
    transition,
    perform,
    onLate: (input: { type: string }) => metrics.stale.inc({ kind: input.type }),
  });

  function onEvents(entries: readonly LogEntry[]): void {
    for (const { event } of entries) {
      const wasLive = isLive(record.phase);
      record = evolveRecord(record, event);
      if (event.type === 'configuration.changed') {
        logger.info({ configurationHash: event.configurationHash }, 'job configuration received');
        actor.send({
          type: 'session.configuration_changed',
          jobConfiguration: event.jobConfiguration,
          configurationHash: event.configurationHash,
        });
      }
      if (event.type === 'media.started') audioAt = event.instance;
      if (event.type === 'configuration.received' || event.type === 'media.started') begin();
      if (wasLive && !isLive(record.phase)) {
        detectEnd(record.endReason);
      }
    }
  }

  /**
   * The interview begins with the later of receipt and audio; telling the machine twice is harmless. It waits
   * for the telephony that has the audio: the one that prepared the call may be another.
   */
  function begin(phase = record.phase): void {
    if ((phase !== 'active' && phase !== 'ending') || (audioAt !== null && audioAt !== line.instance)) return;
    actor.send({ type: 'session.activated' });
  }

  /** By the log or by telephony's word on the link, whichever comes first; the other is no news. */
  function detectEnd(reason: string | null): void {
    if (endDetected) return;
    endDetected = true;
    logger.info({ reason }, 'call end detected');
    actor.send({ type: 'session.ended' });
  }

  /** The receipt of the configuration, after the news of a new model session where there is one. */
  function commitReceipt(fact: Extract<Fact, { type: 'configuration.received' }>): void {
    const joined = { type: 'interviewer.joined' as const, bridge: instance, token };
    const facts = hasToRejoin ? [joined, fact] : [fact];
    hasToRejoin = false;
    journal.add({ type: 'record', facts }, { fence }, (result) => {
      if (result.outcome !== 'ok') return;
      metrics.receipt.observe((Date.now() - startedAt) / 1000);
      const { configurationHash } = fact;
      logger.info({ configurationHash }, 'job configuration applied to the running model session');
      begin(result.record.phase);
      if (isNewModel) line.control({ type: 'ready' });
      isNewModel = false;
      isReady = true;
    });
  }

  function commit(fact: Fact): void {
    if (fact.type === 'configuration.received') {
      commitReceipt(fact);
      return;
    }
    journal.add({ type: 'record', facts: [fact] }, { fence }, ({ outcome }) => {
      if (outcome !== 'ok' && outcome !== 'duplicate') return;
      if (fact.type === 'transcript.completed' || fact.type === 'transcript.interrupted')
        actor.send({ type: 'session.recorded', itemId: fact.itemId });
    });
  }

  function reopen(afterMs: number): void {
    isNewModel = true;
    isReady = false;
    if (!hasToRejoin) {
      journal.add({ type: 'record', facts: [{ type: 'interviewer.lost', bridge: instance }] }, { fence });
    }
    hasToRejoin = true;
    model.reopen(afterMs);
  }

  function perform(effect: BridgeEffect): void {
    switch (effect.type) {
      case 'model.configure':
        logger.info({ configurationHash: record.configurationHash }, 'job configuration sent to the model');
        model.send(effect);
        return;
      case 'model.respond':
        model.send(effect);
        line.control({ type: 'waiting' });
        return;
      case 'model.append':
      case 'model.commit':
      case 'model.cancel':
      case 'model.truncate':
      case 'model.tell':
      case 'model.replay':
      case 'model.answer_tool':
        model.send(effect);
        return;
      case 'link.audio':
        line.audio(effect.payload);
        return;
      case 'link.item_started':
      case 'link.item_finished':
      case 'link.item_words':
      case 'link.recorded':
      case 'link.waiting':
      case 'link.hold':
      case 'link.unhold':
      case 'link.clear':
        line.control(toLinkMessage(effect));
        return;
      case 'commit':
        commit(effect.fact);
        return;
      case 'make_plan':
        model.makePlan(effect.jobConfiguration, effect.configurationHash);
        return;
      case 'reopen':
        reopen(effect.afterMs);
        return;
      case 'end':
        // Telephony ends it, after a word of apology.
        if (effect.reason === 'interviewer_unavailable') leave('model unavailable', effect.reason);
        else journal.add({ type: 'end', reason: effect.reason }, { fence });
        return;
      case 'show':
        words.show(effect.words);
        return;
      case 'set_timer':
        timers.set(effect.name, effect.afterMs);
        return;
      case 'stale':
        metrics.stale.inc({ kind: effect.kind });
        return;
      case 'leave':
        leave('session ended');
        return;
    }
  }

  const lease = holdLease({
    leases,
    sessionId,
    role: 'bridge',
    instance,
    token,
    logger,
    onLost: () => leave('lease lost'),
  });

  function keepForAnother(reason: string): void {
    if (over || kept !== null) return;
    logger.info({ reason }, 'telephony is gone, the model session is kept');
    line = noLine;
    actor.send({ type: 'call.lost' });
    if (!over) kept = setTimeout(() => leave('no telephony has come'), keptMs);
  }

  function letGo(): void {
    if (kept !== null) clearTimeout(kept);
    kept = null;
    actor.stop();
    model.close();
    unfollow();
    lease.stop();
    timers.clear();
    words.close();
  }

  /** Lets go of the model and the line at once; what is said for the record follows in order. */
  function leave(reason: string, endReason: EndReason | null = record.endReason): void {
    if (over) return;
    over = true;
    letGo();
    journal.add({ type: 'release', service: 'ai-bridge', instance });
    void journal
      .settled()
      .then(() => lease.give())
      // Whoever is next must find on the record what this bridge had to say.
      .finally(() => line.control({ type: 'closed', reason: endReason }))
      .catch((error) => logger.warn({ err: error }, 'lease could not be given back'))
      .finally(() => {
        journal.close();
        logger.info({ reason }, 'connection cleaned up');
        resolveGone();
      });
  }

  const model = createModelSide({
    ...models,
    logger,
    metrics,
    used: record.modelUse,
    onInput: (input) => actor.send(input),
    onUsed: (use) => journal.add({ type: 'record', facts: [{ type: 'model.used', use }] }, { fence }),
    onFarOverspent: () => journal.add({ type: 'end', reason: 'limit_reached' }, { fence }),
  });
  journal.add(
    { type: 'record', facts: [{ type: 'interviewer.joined', bridge: instance, token }] },
    { fence },
    (result) => {
      if (result.outcome !== 'ok' && result.outcome !== 'duplicate')
        leave(`joining refused: ${result.outcome}`);
    },
  );
  const unfollow = feed.follow(sessionId, read.revision, {
    onEvents,
    onDiverged: () => {
      record = read.record;
    },
    onGone: () => leave('session erased'),
  });
  timers.set('receipt', openLimitMs);

  return {
    gone,
    get pending() {
      return journal.size;
    },
    get timers() {
      return timers.size + (over ? 0 : 1) + (model.isWaiting ? 1 : 0) + (kept === null ? 0 : 1);
    },
    onControl(message) {
      if (message.type === 'heard') actor.send({ ...message, type: 'call.heard' });
      else if (message.type === 'resume') actor.send({ ...message, type: 'call.resumed' });
      else if (message.type === 'key') actor.send({ type: 'call.key', digit: message.digit });
      else if (message.type === 'cleared') actor.send({ ...message, type: 'call.cleared' });
      else if (message.type === 'close') {
        if (message.reason === 'session over') detectEnd(message.reason);
        else if (message.reason === 'served elsewhere') keepForAnother(message.reason);
        else actor.send({ type: 'session.ended' });
      }
    },
    onCallerAudio(payload) {
      actor.send({ type: 'call.audio', payload, audioMs: payloadMs(payload) });
    },
    onLineLost: () => keepForAnother('link lost'),
    takeLine(next, carries) {
      if (over || kept === null) return false;
      if (carries) {
        leave('taken up by who has served it before');
        return false;
      }
      clearTimeout(kept);
      kept = null;
      line = next;
      logger.info('telephony is back');
      if (isReady) line.control({ type: 'ready' });
      begin();
      return true;
    },
    handOver() {
      leave('handed over');
    },
    end(reason) {
      if (!over) journal.add({ type: 'end', reason });
    },
  };
}
