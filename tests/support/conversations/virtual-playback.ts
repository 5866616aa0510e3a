import type { BridgeEffect, BridgeInput } from '../../../services/ai-bridge/src/domain/bridge-step.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What the candidate should hear, in order, as telephony plays it. */
export interface VirtualPlayback {
  perform(effect: Extract<BridgeEffect, { type: 'link.control' }>): void;
  add(itemId: string, audioMs: number): void;
  /** This much time passes. True when the last of the audio was just heard to its end. */
  play(ms: number): boolean;
  readonly isPlaying: boolean;
}

export function createVirtualPlayback(
  clock: VirtualClock,
  send: (input: BridgeInput) => void,
): VirtualPlayback {
  let playing: { itemId: string; ms: number; heardMs: number }[] = [];
  let held = false;
  return {
    get isPlaying() {
      return playing.length > 0;
    },
    perform({ message: { type } }) {
      if (type === 'hold') held = true;
      else if (type === 'unhold') held = false;
      else if (type === 'clear') {
        held = false;
        const cut = playing[0];
        playing = [];
        clock.at(clock.nowMs, () =>
          send({ type: 'call.cleared', itemId: cut?.itemId ?? null, heardMs: cut?.heardMs ?? 0 }),
        );
      }
    },
    add(itemId, ms) {
      playing.push({ itemId, ms, heardMs: 0 });
    },
    play(ms) {
      const current = playing[0];
      if (current === undefined || held) return false;
      current.heardMs = Math.min(current.ms, current.heardMs + ms);
      const isOver = current.heardMs >= current.ms;
      if (isOver) playing.shift();
      send({ type: 'call.heard', itemId: current.itemId, heardMs: current.heardMs, final: isOver });
      return isOver && playing.length === 0;
    },
  };
}
