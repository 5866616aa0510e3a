import { andThen } from '../and-then.ts';
import type { BridgeState } from '../bridge-state.ts';
import type { BridgeEffect, BridgeInput, Step } from '../bridge-step.ts';
import { breakOff, onTranscribed, pendingTranscriptions } from '../turns/candidate-turn.ts';
import { settleUnheard } from '../turns/interviewer-turn.ts';

const settleLimitMs = 1_500;

/** The session has ended. The last words are settled, then the bridge lets go. */
export function onEnded(state: BridgeState): Step {
  const [cut, unheard] = settleUnheard(state);
  const [settled, last] = breakOff(cut);
  const effects = [...unheard, ...last];
  if (pendingTranscriptions(settled).length === 0) {
    return letGo(settled, effects);
  }
  const timer: BridgeEffect = { type: 'set_timer', name: 'settle', afterMs: settleLimitMs };
  return [{ ...settled, phase: 'settling' }, [...effects, timer]];
}

/** Keeps on the record the part of the candidate's unfinished words that was understood. */
function keepUnfinished(state: BridgeState): Step {
  let step: Step = [state, []];
  for (const { itemId, speaker, settled, startedAtMs, text } of state.conversation.turns.values()) {
    if (speaker !== 'candidate' || settled || startedAtMs === null) continue;
    step = andThen(step, (current) => onTranscribed(current, itemId, text === '' ? null : text));
  }
  return step;
}

/** Telephony apologises and ends the call. */
export const apologise: BridgeEffect = {
  type: 'leave',
  reason: 'model unavailable',
  endReason: 'interviewer_unavailable',
};

/** The interview cannot go on. What was heard and understood stays on the record, and telephony apologises. */
export function giveUp(state: BridgeState): Step {
  const kept = andThen(settleUnheard(state), keepUnfinished);
  return andThen(kept, (current) => [current, [apologise]]);
}

/** Nothing more will be said, so the bridge lets go. */
export function letGo(state: BridgeState, effects: readonly BridgeEffect[] = []): Step {
  return [{ ...state, phase: 'over' }, [...effects, { type: 'leave', reason: 'session ended' }]];
}

/** Words that will not come any more leave a gap, or the part of them that there was. */
function leaveNothing(state: BridgeState): Step {
  return andThen(keepUnfinished(state), (kept) => letGo(kept));
}

/** After the end, only the words of earlier turns still count. */
export function whileSettling(state: BridgeState, input: BridgeInput): Step {
  if (input.type === 'timer' && input.name === 'settle') return leaveNothing(state);
  // The last words are lost with the model.
  if (input.type === 'model.lost') return leaveNothing(state);
  if (input.type !== 'model.transcribed') return [state, [{ type: 'stale', kind: input.type }]];
  const [after, effects] = onTranscribed(state, input.itemId, input.text);
  if (pendingTranscriptions(after).length > 0) return [after, effects];
  return letGo(after, effects);
}
