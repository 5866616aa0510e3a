import {
  isAskable,
  mostSteerings,
  type SteeringKind,
  type SteeringOutcome,
  steeringKinds,
  steeringLateMs,
} from '@ringback/shared/contract/steering';
import { andThen } from '../and-then.ts';
import { type BridgeState, withEnding, withFloor, withSteering } from '../bridge-state.ts';
import type { BridgeEffect, BridgeInput, Step } from '../bridge-step.ts';
import { respond } from '../interview/director.ts';
import { isAtOwnQuestions } from '../interview/interview-phases.ts';
import { isMute } from '../interview/notes.ts';
import { mayStudy } from '../interview/study-orders.ts';
import { hasFloor, interrupt } from './floor.ts';
import { silenceLimitsMs } from './silence.ts';

/** What the candidate asks of the interviewer by a button of the page or a key of the phone: one path for both. */

const repeatNote = 'The candidate asks by key or button: repeat your last question, in the same words.';
const skipNote =
  'The candidate asks by key or button: skip this question and go on with the next point of the plan.';
const hintNote =
  'The candidate asks by key or button: give one hint for your present question, and call mark_study with hint.';
const tryAgainNote =
  'The candidate asks by key or button: have them try your present question again, and call mark_study with try_again.';
const stopNote =
  'The candidate has asked by key to stop. Say goodbye in one sentence and call end_interview in this response.';
const yieldNote =
  'The candidate has stopped you by a button and wants to speak now. Listen to them, and leave out the rest of what you were saying.';

/** Carries out one kind, or says why it does not apply now. A new kind without a row does not compile. */
const carryOut: Readonly<Record<SteeringKind, (state: BridgeState) => Step | SteeringOutcome>> = {
  repeat: (state) => ask(state, repeatNote),
  skip_question: (state) => ask(state, skipNote),
  skip_ahead: (state) => (hasFloor(state) ? yieldFloor(state) : 'not_speaking'),
  hint: (state) => (mayStudy(state.interview) ? ask(state, hintNote) : 'not_now'),
  try_again: (state) => (mayStudy(state.interview) ? ask(state, tryAgainNote) : 'not_now'),
};

/** The keys that ask for the same. */
const keys: Readonly<Record<string, SteeringKind>> = {
  ...{ '*': 'repeat', '#': 'skip_question' },
  // The keys with the H of hint and the T of try.
  ...{ '4': 'hint', '8': 'try_again' },
};

/** Cuts off what the interviewer was saying, and tells the model what the candidate wants. */
function tellAfterCut(state: BridgeState, text: string): Step {
  const cut: Step = hasFloor(state) ? interrupt(state) : [state, []];
  return andThen(cut, (current) => [current, [{ type: 'model.tell', text }]]);
}

/** Asks the model to do this at once. */
function ask(state: BridgeState, text: string): Step {
  return andThen(tellAfterCut(state, text), respond);
}

/** The interviewer stops in the middle of its words, as at a barge-in, and waits as after a question. */
function yieldFloor(state: BridgeState): Step {
  const afterMs = silenceLimitsMs[state.interview.jobConfiguration.patience];
  return andThen(tellAfterCut(state, yieldNote), (told) => [
    withFloor(told, { isCandidateAwaited: true }),
    [{ type: 'set_timer', name: 'silence', afterMs }],
  ]);
}

/** Why nothing can be asked of the interviewer now. */
function refusalOf({ phase, ending, model, line }: BridgeState): SteeringOutcome | null {
  if (phase === 'leaving' || ending.isSayingGoodbye || ending.isOrdered) return 'goodbye';
  return phase !== 'talking' || isMute({ model, line }) ? 'not_now' : null;
}

function steer(state: BridgeState, kind: string): Step | SteeringOutcome {
  const known = steeringKinds.find((one) => one === kind);
  if (known === undefined) return 'not_known';
  const refusal = refusalOf(state);
  if (refusal !== null) return refusal;
  return isAskable(known, state.interview.jobConfiguration) ? carryOut[known](state) : 'not_in_exam';
}

type Answer = Omit<Extract<BridgeEffect, { type: 'commit' }>['fact'] & { type: 'steering.answered' }, 'type'>;

/** Puts on the record what became of it. */
function record(state: BridgeState, answer: Answer): Step {
  return [state, [{ type: 'commit', fact: { type: 'steering.answered', ...answer } }]];
}

/** As `record`. No gateway limits keys, so what they leave there is limited here. A page's answers take nothing of it. */
function recordKey(state: BridgeState, kind: SteeringKind): Step {
  const { recordedKeys } = state.steering;
  if (recordedKeys >= mostSteerings) return [state, [{ type: 'stale', kind: 'steering_unrecorded' }]];
  const counted = withSteering(state, { recordedKeys: recordedKeys + 1 });
  return record(counted, { asked: null, kind, by: 'key', outcome: 'done' });
}

/** The page has asked for something. Each request is answered once, by its revision. */
export function onSteered(
  state: BridgeState,
  { asked, kind, ageMs }: Extract<BridgeInput, { type: 'session.steered' }>,
): Step {
  if (asked <= state.steering.answeredUpTo) return [state, [{ type: 'stale', kind: 'steering' }]];
  const known = withSteering(state, { answeredUpTo: asked });
  const steered = ageMs > steeringLateMs ? 'late' : steer(known, kind);
  const answer = { asked, kind, by: 'page' } as const;
  if (typeof steered === 'string') {
    return andThen([known, [{ type: 'stale', kind: `steering_${steered}` }]], (refused) =>
      record(refused, { ...answer, outcome: steered }),
    );
  }
  return andThen(steered, (done) => record(done, { ...answer, outcome: 'done' }));
}

/** `*` repeats, `#` skips, `0` stops; in study mode `4` asks for a hint and `8` for another try. Other keys mean nothing, and neither does a key that does not apply now. */
export function onKey(state: BridgeState, digit: string): Step {
  if (digit === '0') return stop(state);
  const kind = keys[digit];
  if (kind === undefined) return [state, []];
  const steered = steer(state, kind);
  if (typeof steered === 'string') return [state, []];
  return andThen(steered, (done) => recordKey(done, kind));
}

/** Ends the interview. A key is clear where a word may not be. */
function stop(state: BridgeState): Step {
  if (state.phase !== 'talking' || state.ending.isSayingGoodbye || isMute(state)) return [state, []];
  const isStopped = !isAtOwnQuestions(state.interview.phase);
  return ask(withEnding(state, { isOrdered: true, isStopped }), stopNote);
}
