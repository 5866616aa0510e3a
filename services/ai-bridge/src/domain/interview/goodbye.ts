import { goodbyeMs } from '@ringback/shared/session/phase-limits';
import { type BridgeState, withEnding, withModel } from '../bridge-state.ts';
import type { BridgeEffect, Step } from '../bridge-step.ts';
import { unheardMs, unheardTurns } from '../turns/conversation.ts';
import { runningId, toFinished } from '../turns/response.ts';

/**
 * The phase `ending` begins when this much of the goodbye is left, or less. Then there is time to hear it to its end.
 */
const announcedFromMs = goodbyeMs - 2_000;
export const goodbyeTimer: BridgeEffect = { type: 'set_timer', name: 'goodbye', afterMs: goodbyeMs };

/**
 * The end of an interview whose goodbye was said. A bridge that takes over during the goodbye does not know of a stop any
 * more, and says `completed`.
 */
export const endAfterGoodbye = ({ ending }: BridgeState): BridgeEffect => ({
  type: 'end',
  reason: ending.isStopped ? 'stopped_by_candidate' : 'completed',
});

/**
 * Moves towards the end once the goodbye is (nearly) played. This is checked after everything that was heard. When
 * another bridge has begun the goodbye, its rest is known only after telephony has handed over.
 */
export function considerLeaving(step: Step): Step {
  const [state, effects] = step;
  const { model, ending } = state;
  if (!ending.isSayingGoodbye || model.response.phase === 'running' || model.isRestoring) return step;
  if (state.phase === 'talking' && unheardMs(state.conversation) <= announcedFromMs) {
    const leaving: BridgeState = { ...state, phase: 'leaving' };
    return considerLeaving([
      leaving,
      [...effects, { type: 'commit', fact: { type: 'goodbye.started' } }, goodbyeTimer],
    ]);
  }
  if (state.phase !== 'leaving' || unheardTurns(state.conversation).length > 0) return step;
  return [withEnding(state, { isSayingGoodbye: false }), [...effects, endAfterGoodbye(state)]];
}

/** The goodbye has been said: it is heard to its end, and nothing else follows. */
export function afterGoodbye(state: BridgeState): Step {
  const isWhole = unheardTurns(state.conversation).every(({ generated }) => generated);
  const { response } = state.model;
  const quiet = withModel(state, { response: toFinished(response, runningId(response)) });
  return isWhole ? [quiet, []] : [quiet, [endAfterGoodbye(state)]];
}
