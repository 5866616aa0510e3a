import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { NamedTimers } from '@ringback/shared/runtime/named-timers';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import type { BridgeEffect, TimerName } from '../domain/bridge-step.ts';
import type { ModelSide } from '../model/model-side.ts';
import type { RecordKeeper } from './session-record-keeper.ts';
import type { HeldTelephonySide } from './telephony-side.ts';
import type { WordsPublisher } from './words-publisher.ts';

/** Everything that an effect of the bridge's machine may touch. */
export interface EffectPorts {
  model: Pick<ModelSide, 'send' | 'makePlan' | 'reopen'>;
  telephony: Pick<HeldTelephonySide, 'control' | 'forgetReady'>;
  keeper: Pick<RecordKeeper, 'commit' | 'end' | 'loseModel'>;
  words: Pick<WordsPublisher, 'show'>;
  timers: Pick<NamedTimers<TimerName>, 'set'>;
  metrics: Pick<BridgeMetrics, 'stale'>;
  leave: (reason: string, endReason?: EndReason) => void;
}

/** Starts what an effect asks for, and decides nothing. Waits for nothing. */
export function performEffect(effect: BridgeEffect, ports: EffectPorts): void {
  const { model, telephony, keeper } = ports;
  switch (effect.type) {
    case 'link.control':
      telephony.control(effect.message);
      return;
    case 'commit':
      keeper.commit(effect.fact);
      return;
    case 'end':
      keeper.end(effect.reason);
      return;
    case 'lose_model':
      keeper.loseModel();
      return;
    case 'reopen':
      telephony.forgetReady();
      model.reopen(effect.afterMs);
      return;
    case 'make_plan':
      model.makePlan(effect.jobConfiguration, effect.configurationHash);
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
      ports.leave(effect.reason, effect.endReason);
      return;
    default:
      model.send(effect);
  }
}
