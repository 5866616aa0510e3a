import { mayHoldVoice } from '@ringback/shared/contract/audio';
import type { BridgeState } from '../bridge-state.ts';
import type { BridgeInput, Step } from '../bridge-step.ts';
import { openTurn } from './candidate-turn.ts';
import type { CallerFrame } from './heard-caller.ts';
import { isQuietCounted, isSign, leastLimitMs, limitMs, soundShare } from './watchdog.ts';

/** For how long neither side has been heard and the model was not asked, in caller audio. */
export class QuietCount {
  #quietMs = 0;
  #hasSign = false;

  /** After each step of the bridge. */
  follow(input: BridgeInput, [state, effects]: Step): void {
    if (isSign(input, effects)) this.#hasSign = true;
    else if (isQuietCounted(state)) return;
    this.#quietMs = 0;
  }

  /** Another piece of audio comes, and whatever it leads to. */
  begin(): void {
    this.#hasSign = false;
  }

  /** Counts the piece, if nothing that it led to was a sign of life. Returns whether the quiet has lasted too long. */
  add(state: BridgeState, { payload, audioMs }: CallerFrame, isLoud: boolean): boolean {
    if (this.#hasSign) return false;
    if (!isQuietCounted(state) || (isLoud && openTurn(state) !== undefined)) {
      this.#quietMs = 0;
      return false;
    }
    const mayBeVoice =
      this.#quietMs >= leastLimitMs && openTurn(state) !== undefined && mayHoldVoice(payload);
    this.#quietMs += audioMs * (mayBeVoice ? soundShare : 1);
    // To look at every turn for every frame would cost too much.
    const isTooLong = this.#quietMs >= leastLimitMs && this.#quietMs >= limitMs(state);
    if (isTooLong) this.#quietMs = 0;
    return isTooLong;
  }
}
