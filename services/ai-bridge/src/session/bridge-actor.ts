import { toInterviewMode } from '@ringback/shared/contract/interview-mode';
import { toKnownConfiguration } from '@ringback/shared/contract/job-configuration';
import { type EndReason, toInterviewPhase } from '@ringback/shared/contract/lifecycle';
import type { ToBridge } from '@ringback/shared/contract/media-link';
import { toKnownPractice } from '@ringback/shared/contract/practice';
import { createKnownRecord } from '@ringback/shared/redis/session/known-record';
import { startActor } from '@ringback/shared/runtime/actor';
import { transition } from '../domain/bridge.ts';
import { createBridgeState } from '../domain/bridge-start.ts';
import type { BridgeState } from '../domain/bridge-state.ts';
import type { BridgeEffect, BridgeInput } from '../domain/bridge-step.ts';
import { toBridgeInput } from '../link/link-messages.ts';
import { type AudioPaths, openAudioPaths } from '../media/audio-paths.ts';
import { type BridgeOptions, openHoldings } from './bridge-holdings.ts';
import { followSession } from './follow-session.ts';
import { type EffectPorts, performEffect } from './perform-effect.ts';
import type { TelephonySide } from './telephony-side.ts';

export interface BridgeActor {
  onControl(message: ToBridge): void;
  readonly callerAudio: AudioPaths['caller'];
  /** The link is gone. The model session is kept for the telephony instance that takes the call up. */
  onLineLost(): void;
  /**
   * Another telephony instance has the candidate. True when this bridge goes on over `telephony`. False when it waits
   * for none, or does not know what `carries` says telephony has kept. It then lets go.
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

function toState({ read, begun, keptPlan, briefing, topic, models }: BridgeOptions): BridgeState {
  const { record } = read;
  return createBridgeState({
    ...record,
    jobConfiguration: toKnownConfiguration(record.jobConfiguration),
    practice: toKnownPractice(record.practice),
    briefing,
    interviewMode: toInterviewMode(record.interviewMode),
    topic,
    interviewPhase: toInterviewPhase(record.interviewPhase),
    begun,
    plan: keptPlan,
    renewAfterMs: models.renewAfterMs,
  });
}

/** Serves one session from here on. The lease is held, and `token` fences whatever this bridge commits. */
export function startBridgeActor(options: BridgeOptions): BridgeActor {
  const { parts, metrics, read } = options;
  const logger = parts.logger.child({ sessionId: read.record.sessionId });
  let over = false;
  const { promise: gone, resolve: resolveGone } = Promise.withResolvers<void>();
  const machine = startActor<BridgeState, BridgeInput, BridgeEffect>({
    state: toState(options),
    transition: (state, input) => audio.step(state, input),
    perform: (effect) => performEffect(effect, ports),
    onLate: (input) => metrics.stale.inc({ kind: input.type }),
  });
  const send = (input: BridgeInput) => machine.send(input);
  const known = createKnownRecord(read);
  const session = followSession({
    ...{ feed: parts.feed, read, known, logger, send },
    telephony: () => telephony.instance,
    now: parts.clock.now,
    onErased: () => leave('session erased'),
  });
  const holdings = openHoldings(options, {
    ...{ logger, send, leave, session, known },
    onModelAudio: (piece) => audio.interviewer.take(piece),
  });
  const { telephony, journal, keeper, timers, model } = holdings;
  const ports: EffectPorts = { ...holdings, metrics, leave };
  const audio = openAudioPaths({
    ...{ transition, machine, model, telephony, timers },
    onStale: (kind) => metrics.stale.inc({ kind }),
  });

  /** Releases the model and the telephony side at once. What remains for the record follows in order. */
  function leave(reason: string, endReason: string | null = session.record.endReason): void {
    if (over) return;
    over = true;
    machine.stop();
    audio.close();
    session.close();
    void holdings.close(endReason).finally(() => {
      logger.info({ reason }, 'connection cleaned up');
      resolveGone();
    });
  }

  function keepForAnother(reason: string): void {
    if (over || !telephony.drop()) return;
    logger.info({ reason }, 'telephony is gone, the model session is kept');
    send({ type: 'call.lost' });
  }

  keeper.join((outcome) => leave(`joining refused: ${outcome}`));
  timers.set('receipt', openLimitMs);

  return {
    ...{ gone, callerAudio: audio.caller },
    get pending() {
      return journal.size;
    },
    get timers() {
      return timers.size + (over ? 0 : 1) + (model.isWaiting ? 1 : 0) + (telephony.isKept ? 1 : 0);
    },
    onControl(message) {
      const input = toBridgeInput(message);
      if (input !== null) send(input);
      else if (message.type === 'close' && message.reason === 'served elsewhere')
        keepForAnother(message.reason);
      else if (message.type === 'close' && message.reason === 'session over')
        session.detectEnd(message.reason);
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
      session.begin();
      return true;
    },
    overspend() {
      if (!over) send({ type: 'session.overspent' });
    },
    handOver: () => leave('handed over'),
    end(reason) {
      if (!over) journal.add({ type: 'end', reason });
    },
  };
}
