import { payloadMs } from '@ringback/shared/contract/audio';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import { toKnownConfiguration, toKnownLength } from '@ringback/shared/contract/job-configuration';
import { type EndReason, toInterviewPhase } from '@ringback/shared/contract/lifecycle';
import type { ToBridge } from '@ringback/shared/contract/media-link';
import type { ReadRecord } from '@ringback/shared/contract/session-record';
import { holdLease } from '@ringback/shared/redis/fleet/held-lease';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { createCommitJournal } from '@ringback/shared/redis/session/commit-journal';
import { startActor } from '@ringback/shared/runtime/actor';
import { createNamedTimers } from '@ringback/shared/runtime/named-timers';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import { transition } from '../domain/bridge.ts';
import { createBridgeState } from '../domain/bridge-start.ts';
import type { BridgeEffect, BridgeInput, BridgeState, TimerName } from '../domain/bridge-state.ts';
import { toBridgeInput } from '../link/link-messages.ts';
import { createModelSide, type ModelOptions } from '../model/model-side.ts';
import { followSession } from './follow-session.ts';
import { type EffectPorts, performEffect } from './perform-effect.ts';
import type { BegunInterview } from './restore-session.ts';
import { createRecordKeeper } from './session-record-keeper.ts';
import { holdTelephonySide, type TelephonySide } from './telephony-side.ts';
import { createWordsPublisher } from './words-publisher.ts';

export interface BridgeActor {
  onControl(message: ToBridge): void;
  onCallerAudio(payload: string): void;
  /** The link is gone. The model session is kept for the telephony instance that takes the call up. */
  onLineLost(): void;
  /**
   * Another telephony instance has the candidate. True when this bridge goes on over `telephony`. False when it waits
   * for none, or does not know what `carries` says telephony has kept; it then lets go.
   */
  takeTelephony(telephony: TelephonySide, carries: boolean): boolean;
  /** Ends the session because this instance is told to (reset, shut down). */
  end(reason: EndReason): void;
  /** There is no money for the rest of the call, so the interviewer says goodbye. May be repeated. */
  overspend(): void;
  /** Releases a live session so that another bridge can go on with it. */
  handOver(): void;
  readonly pending: number;
  readonly timers: number;
  /** Resolves when everything is released. */
  readonly gone: Promise<void>;
}

/** From taking the session to the model's confirmation, including opening its socket. */
const openLimitMs = 5_000;

/** Serves one session from here on. The lease is held, and `token` fences whatever this bridge commits. */
export function startBridgeActor(options: {
  parts: ServiceParts;
  metrics: BridgeMetrics;
  read: ReadRecord;
  token: number;
  telephony: TelephonySide;
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
  const startedAt = performance.now();
  let over = false;
  /** The model has confirmed the configuration, so telephony may hand over. */
  let isReady = false;
  /** The next confirmation comes from a model session that has said nothing yet. */
  let isNewModel = true;
  const { promise: gone, resolve: resolveGone } = Promise.withResolvers<void>();

  const timers = createNamedTimers<TimerName>((name) => actor.send({ type: 'timer', name }));
  const words = createWordsPublisher({
    store,
    sessionId,
    onLost: () => metrics.stale.inc({ kind: 'partial_not_published' }),
  });
  const journal = createCommitJournal({ sessionId, store, logger, onGivenUp: () => leave('store away') });
  const actor = startActor<BridgeState, BridgeInput, BridgeEffect>({
    state: createBridgeState({
      ...read.record,
      jobConfiguration: toKnownConfiguration(read.record.jobConfiguration),
      lengthMinutes: toKnownLength(read.record.lengthMinutes),
      interviewPhase: toInterviewPhase(read.record.interviewPhase),
      begun,
      plan: options.keptPlan,
      renewAfterMs: models.renewAfterMs,
    }),
    transition,
    perform: (effect) => performEffect(effect, ports),
    onLate: (input) => metrics.stale.inc({ kind: input.type }),
  });
  const telephony = holdTelephonySide(options.telephony, () => leave('no telephony has come'));
  const keeper = createRecordKeeper({
    ...{ journal, instance, token },
    onTurn: (itemId) => actor.send({ type: 'session.recorded', itemId }),
    onReceipt(fact, { phase }) {
      metrics.receipt.observe((performance.now() - startedAt) / 1000);
      const { configurationHash } = fact;
      logger.info({ configurationHash }, 'job configuration applied to the running model session');
      session.begin(phase);
      if (isNewModel) telephony.control({ type: 'ready' });
      isNewModel = false;
      isReady = true;
    },
  });

  const session = followSession({
    ...{ feed, read, logger },
    send: (input) => actor.send(input),
    telephony: () => telephony.instance,
    onErased: () => leave('session erased'),
  });

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
    if (over || !telephony.drop()) return;
    logger.info({ reason }, 'telephony is gone, the model session is kept');
    actor.send({ type: 'call.lost' });
  }

  function letGo(): void {
    telephony.close();
    actor.stop();
    model.close();
    session.close();
    lease.stop();
    timers.clear();
    words.close();
  }

  /** Releases the model and the telephony side at once. What remains for the record follows in order. */
  function leave(reason: string, endReason: string | null = session.record.endReason): void {
    if (over) return;
    over = true;
    letGo();
    journal.add({ type: 'release', service: 'ai-bridge', instance });
    void journal
      .settled()
      .then(() => lease.give())
      // The next bridge must find on the record what this one had to say.
      .finally(() => telephony.control({ type: 'closed', reason: endReason }))
      .catch((error) => logger.warn({ err: error }, 'lease could not be given back'))
      .finally(() => {
        journal.close();
        logger.info({ reason }, 'connection cleaned up');
        resolveGone();
      });
  }

  const model = createModelSide({
    ...models,
    ...{ logger, metrics, used: read.record.modelUse },
    onInput: (input) => actor.send(input),
    onUsed: (use) => keeper.commit({ type: 'model.used', use }),
    onFarOverspent: () => keeper.end('limit_reached'),
  });
  const ports: EffectPorts = {
    ...{ model, telephony, keeper, words, timers, metrics, leave },
    onConfigure: () =>
      logger.info(
        { configurationHash: session.record.configurationHash },
        'job configuration sent to the model',
      ),
    reopen(afterMs, isRenewal) {
      isNewModel = true;
      isReady = false;
      // For everyone else, a session that is renewed in time is the same interviewer.
      if (!isRenewal) keeper.loseModel();
      model.reopen(afterMs);
    },
  };
  keeper.join((outcome) => leave(`joining refused: ${outcome}`));
  timers.set('receipt', openLimitMs);

  return {
    gone,
    get pending() {
      return journal.size;
    },
    get timers() {
      return timers.size + (over ? 0 : 1) + (model.isWaiting ? 1 : 0) + (telephony.isKept ? 1 : 0);
    },
    onControl(message) {
      const input = toBridgeInput(message);
      if (input !== null) actor.send(input);
      else if (message.type === 'close' && message.reason === 'served elsewhere')
        keepForAnother(message.reason);
      else if (message.type === 'close' && message.reason === 'session over')
        session.detectEnd(message.reason);
    },
    onCallerAudio(payload) {
      actor.send({ type: 'call.audio', payload, audioMs: payloadMs(payload) });
    },
    onLineLost: () => keepForAnother('link lost'),
    takeTelephony(next, carries) {
      if (over || !telephony.isKept) return false;
      if (carries) {
        leave('taken up by who has served it before');
        return false;
      }
      telephony.take(next);
      logger.info('telephony is back');
      if (isReady) telephony.control({ type: 'ready' });
      session.begin();
      return true;
    },
    overspend() {
      if (!over) actor.send({ type: 'session.overspent' });
    },
    handOver() {
      leave('handed over');
    },
    end(reason) {
      if (!over) journal.add({ type: 'end', reason });
    },
  };
}
