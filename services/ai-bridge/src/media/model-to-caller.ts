import { soundShare } from '@ringback/shared/contract/audio';
import type { Actor } from '@ringback/shared/runtime/actor';
import type { NamedTimers } from '@ringback/shared/runtime/named-timers';
import { type BridgeState, withConversation } from '../domain/bridge-state.ts';
import type { ModelEdge, TimerName } from '../domain/bridge-step.ts';
import type { ModelAudio } from '../domain/model-port.ts';
import { stallLimitMs } from '../domain/turns/candidate-turn.ts';
import { type Turn, withTurn } from '../domain/turns/conversation.ts';
import { isAwaited } from '../domain/turns/response.ts';
import type { TelephonySide } from '../session/telephony-side.ts';

/** A stall is noticed sooner by this much at most. */
const aliveEveryMs = 250;

/**
 * The interviewer's audio on its way from the model to the link, beside the bridge's machine. The machine decides what
 * may be heard. This file counts what passes, and tells the machine when another item begins.
 */
export interface ModelToCaller {
  /** One piece, of any length. */
  take(audio: ModelAudio): void;
  /** The machine's state with what was counted up to now, as each step needs it. */
  counted(state: BridgeState): BridgeState;
  /** Each step of the machine is told here: its state has what was counted before. */
  follow(): void;
  /** Whatever comes now is ignored. */
  close(): void;
}

export function createModelToCaller(parts: {
  machine: Pick<Actor<ModelEdge, BridgeState>, 'state' | 'send'>;
  telephony: Pick<TelephonySide, 'audio'>;
  timers: Pick<NamedTimers<TimerName>, 'set'>;
  /** `model.audio`: a piece came after the end of its session. `model_audio`: its response was cut off. */
  onStale: (kind: 'model.audio' | 'model_audio') => void;
}): ModelToCaller {
  const { machine, telephony, timers, onStale } = parts;
  /** The turn of the item that is on the link, as far as it has come since the last step. */
  let turn: Turn | null = null;
  let isClosed = false;
  let aliveAtMs = Number.NEGATIVE_INFINITY;

  /** It is a sign of life, so the next one is awaited. To say so for each piece would cost more than the piece. */
  function stayAlive(): void {
    const nowMs = performance.now();
    if (nowMs - aliveAtMs < aliveEveryMs) return;
    aliveAtMs = nowMs;
    timers.set('stall', stallLimitMs);
  }

  function pass({ responseId, itemId, payload, audioMs }: ModelAudio): void {
    const { floor, conversation } = machine.state;
    const isNext = floor.speaking !== itemId || conversation.turns.get(itemId)?.responseId !== responseId;
    if (isNext) machine.send({ type: 'model.audio_began', responseId, itemId });
    const known = turn ?? machine.state.conversation.turns.get(itemId);
    if (known !== undefined) {
      const share = soundShare(payload);
      const soundUntilMs = share === 0 ? known.soundUntilMs : known.audioMs + share * audioMs;
      turn = { ...known, audioMs: known.audioMs + audioMs, soundUntilMs };
    }
    telephony.audio(payload);
  }

  return {
    take(audio) {
      const { phase, model, conversation } = machine.state;
      if (isClosed || phase === 'settling' || phase === 'over' || !model.isConnected) {
        onStale('model.audio');
        return;
      }
      const isSilent = phase === 'preparing' || phase === 'ready';
      if (isSilent || conversation.cancelled.includes(audio.responseId)) onStale('model_audio');
      else pass(audio);
      if (isAwaited(model.response)) stayAlive();
    },
    counted: (state) => (turn === null ? state : withConversation(state, withTurn(state.conversation, turn))),
    follow() {
      turn = null;
    },
    close() {
      isClosed = true;
    },
  };
}
