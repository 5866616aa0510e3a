import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { NamedTimers } from '@ringback/shared/runtime/named-timers';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import type { BridgeEffect, TimerName } from '../domain/bridge-state.ts';
import { toLinkMessage } from '../link/link-messages.ts';
import type { ModelSide } from '../model/model-side.ts';
import type { RecordKeeper } from './session-record-keeper.ts';
import type { TelephonySide } from './telephony-side.ts';
import type { WordsPublisher } from './words-publisher.ts';

/** Everything that an effect of the bridge's machine may touch. */
export interface EffectPorts {
  model: ModelSide;
  telephony: TelephonySide;
  keeper: RecordKeeper;
  words: WordsPublisher;
  timers: NamedTimers<TimerName>;
  metrics: BridgeMetrics;
  /** The model is told the configuration. */
  onConfigure: () => void;
  /** `isRenewal`: the session was not lost; its time is running out. */
  reopen: (afterMs: number, isRenewal: boolean) => void;
  leave: (reason: string, endReason?: EndReason) => void;
}

/** Starts what an effect asks for. Waits for nothing. */
export function performEffect(effect: BridgeEffect, ports: EffectPorts): void {
  const { model, telephony, keeper } = ports;
  switch (effect.type) {
    case 'model.configure':
      ports.onConfigure();
      model.send(effect);
      return;
    case 'model.respond':
      model.send(effect);
      // Telephony knows best whether anything is being heard.
      telephony.control({ type: 'waiting' });
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
      telephony.audio(effect.payload);
      return;
    case 'link.item_started':
    case 'link.item_finished':
    case 'link.item_words':
    case 'link.recorded':
    case 'link.waiting':
    case 'link.hold':
    case 'link.unhold':
    case 'link.clear':
      telephony.control(toLinkMessage(effect));
      return;
    case 'commit':
      keeper.commit(effect.fact);
      return;
    case 'make_plan':
      ports.model.makePlan(effect.jobConfiguration, effect.configurationHash);
      return;
    case 'reopen':
      ports.reopen(effect.afterMs, effect.isRenewal ?? false);
      return;
    case 'end':
      // Telephony ends it after an apology.
      if (effect.reason === 'interviewer_unavailable') ports.leave('model unavailable', effect.reason);
      else keeper.end(effect.reason);
      return;
    case 'show':
      ports.words.show(effect.words);
      return;
    case 'set_timer':
      ports.timers.set(effect.name, effect.afterMs);
      return;
    case 'stale':
      ports.metrics.stale.inc({ kind: effect.kind });
      return;
    case 'leave':
      ports.leave('session ended');
      return;
  }
}
