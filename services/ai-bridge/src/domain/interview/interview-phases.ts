import { type InterviewPhase, interviewPhases } from '@ringback/shared/contract/lifecycle';
import { andThen } from '../and-then.ts';
import { type BridgeState, withEnding, withInterview } from '../bridge-state.ts';
import type { Step } from '../bridge-step.ts';
import { configure } from './configure.ts';
import { isMute, tell } from './notes.ts';

/** What the model is told when the time of the previous part is over. */
const notes: Record<InterviewPhase, string> = {
  warm_up: '',
  questions: 'The time for the warm-up is over: move on to the main questions now.',
  candidate_questions:
    'The time for your questions is over: ask no other one, and invite the candidate’s own questions now.',
  closing:
    'The time is nearly up. Thank the candidate, say goodbye in one sentence and call end_interview in this response.',
};

export const placeOf = (phase: InterviewPhase | null) => interviewPhases.indexOf(phase ?? 'warm_up');

/** The interviewer's own part is over: a candidate who stops now breaks nothing off. */
export const isAtOwnQuestions = (phase: InterviewPhase | null): boolean =>
  placeOf(phase) >= placeOf('candidate_questions');

/** The part that the interview has reached by the clock, counted from its first word. */
function phaseByClock({ interview, conversation }: BridgeState): InterviewPhase {
  return interview.plan.phases.find(({ untilMs }) => conversation.clockMs < untilMs)?.phase ?? 'closing';
}

/** Each part of the interview has instructions of its own. */
export function enterPhase(state: BridgeState, phase: InterviewPhase): Step {
  const [configured, effects] = configure(withInterview(state, { phase }));
  return [configured, [{ type: 'commit', fact: { type: 'interview.phase_changed', phase } }, ...effects]];
}

/**
 * Leaves a part of the interview whose time is over, at a pause, whatever the model thinks of it. Never goes back to
 * an earlier part, which the model may have left before its time.
 */
export function keepTime(state: BridgeState): Step {
  if (state.phase !== 'talking' || state.ending.isSayingGoodbye || isMute(state)) return [state, []];
  const due = phaseByClock(state);
  if (placeOf(due) <= placeOf(state.interview.phase)) return [state, []];
  return andThen(enterPhase(state, due), (entered) =>
    tell(due === 'closing' ? withEnding(entered, { isOrdered: true }) : entered, notes[due]),
  );
}
