import { goodbyeMs } from '@ringback/shared/session/phase-limits';
import type { BridgeEffect, BridgeState, Step } from '../bridge-state.ts';
import { unheardMs, unheardTurns } from '../turns/conversation.ts';

/** The phase `ending` is begun when so much of the goodbye is left, or less: it then has time to be heard to its end. */
const announcedFromMs = goodbyeMs - 2_000;
export const goodbyeTimer: BridgeEffect = { type: 'set_timer', name: 'goodbye', afterMs: goodbyeMs };

/**
 * Moves on towards the end once the goodbye is (nearly) played; checked after everything that was heard. What is still to
 * be heard of a goodbye that another bridge has begun is known when telephony has handed over, and not before.
 */
export function considerLeaving(step: Step): Step {
  const [state, effects] = step;
  if (!state.isSayingGoodbye || state.responseId !== null || state.restoring) return step;
  if (state.phase === 'talking' && unheardMs(state.conversation) <= announcedFromMs) {
    const leaving: BridgeState = { ...state, phase: 'leaving' };
    return considerLeaving([
      leaving,
      [...effects, { type: 'commit', fact: { type: 'goodbye.started' } }, goodbyeTimer],
    ]);
  }
  if (state.phase !== 'leaving' || unheardTurns(state.conversation).length > 0) return step;
  return [{ ...state, isSayingGoodbye: false }, [...effects, { type: 'end', reason: 'completed' }]];
}

/** The goodbye is said: what there is of it is heard to its end, and nothing more is needed. */
export function afterGoodbye(state: BridgeState): Step {
  const isWhole = unheardTurns(state.conversation).every(({ generated }) => generated);
  const quiet = { ...state, responseId: null, expecting: false };
  return isWhole ? [quiet, []] : [quiet, [{ type: 'end', reason: 'completed' }]];
}
