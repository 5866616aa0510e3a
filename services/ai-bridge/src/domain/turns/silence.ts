import { type BridgeState, withEnding, withFloor, withSilence } from '../bridge-state.ts';
import type { BridgeEffect, Step } from '../bridge-step.ts';
import { respond } from '../interview/director.ts';
import { keepTime } from '../interview/interview-phases.ts';
import { isMute } from '../interview/notes.ts';
import { openTurn } from './candidate-turn.ts';
import { hasFloor } from './floor.ts';

/** Silence is timed here, because the model's own idle timeout works only with another kind of turn detection. */
export const silenceLimitsMs = { patient: 20_000, normal: 12_000, brisk: 8_000 } as const;

const prompts = [
  'The candidate has been silent for a while. Give one gentle prompt: they may take their time. Add no question.',
  'The candidate is still silent. Offer in one sentence to move on to the next question.',
  'The candidate does not answer any more. Say goodbye in one sentence and call end_interview in this response.',
] as const;

/** Begins to wait for the candidate once the interviewer has been heard to the end. */
export function awaitCandidate([state, effects]: Step): Step {
  if (
    state.phase !== 'talking' ||
    state.ending.isSayingGoodbye ||
    hasFloor(state) ||
    openTurn(state) !== undefined
  )
    return [state, effects];
  const afterMs = silenceLimitsMs[state.interview.jobConfiguration.patience];
  const timer: BridgeEffect = { type: 'set_timer', name: 'silence', afterMs };
  return [withFloor(state, { isCandidateAwaited: true }), [...effects, timer]];
}

/** The candidate has spoken, so prompts begin again. */
export function endSilence(state: BridgeState): BridgeState {
  return withSilence(withFloor(state, { isCandidateAwaited: false }), { prompts: 0 });
}

export function onSilence(state: BridgeState): Step {
  const { prompts: given } = state.silence;
  const text = prompts[given];
  if (
    !state.floor.isCandidateAwaited ||
    text === undefined ||
    state.phase !== 'talking' ||
    state.ending.isSayingGoodbye ||
    hasFloor(state)
  ) {
    return [state, []];
  }
  const isLast = given === prompts.length - 1;
  const waited = withFloor(withSilence(state, { prompts: given + 1 }), { isCandidateAwaited: false });
  const [timely, moved] = keepTime(isLast ? withEnding(waited, { isOrdered: true }) : waited);
  const [asked, effects] = respond(timely);
  // A candidate who is led on to the next part need not be asked whether they would like to move on.
  const isTold = isMute(state) || (moved.length > 0 && !isLast);
  return [asked, [...moved, ...(isTold ? [] : [{ type: 'model.tell' as const, text }]), ...effects]];
}
