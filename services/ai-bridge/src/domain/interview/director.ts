import { andThen } from '../and-then.ts';
import { type BridgeState, withEnding, withModel } from '../bridge-state.ts';
import { type BridgeEffect, type Step, say } from '../bridge-step.ts';
import { replayUnknown } from '../losses/replay.ts';
import { isCandidateSpeaking, stallLimitMs } from '../turns/candidate-turn.ts';
import { isAwaited } from '../turns/response.ts';
import { keepTime, placeOf } from './interview-phases.ts';
import { isMute, tell } from './notes.ts';
import { ownQuestionsMs, uncovered } from './plan.ts';
import { passTopic } from './suggested-topic.ts';

const hardStopMs = 40_000;

const timeUp =
  'Time is up. Thank the candidate, say goodbye in one sentence and call end_interview in this response.';

/** The interview's clock starts with its first word. `begunMs`: how long ago that was. */
export function clockTimers(lengthMinutes: number, begunMs: number): BridgeEffect[] {
  const lengthMs = lengthMinutes * 60_000;
  const wrapUpMs = lengthMs - 2 * ownQuestionsMs(lengthMinutes);
  const atEnd: BridgeEffect = { type: 'set_timer', name: 'time_up', afterMs: lengthMs - begunMs };
  // Two minutes are too short to have anything wrapped up.
  if (wrapUpMs <= 0) return [atEnd];
  return [{ type: 'set_timer', name: 'wrap_up', afterMs: wrapUpMs - begunMs }, atEnd];
}

/** The interviewer does not talk over the candidate's answer, except to end an interview whose time is over. */
function mustWait(state: BridgeState): boolean {
  const { response, isAskingLater } = state.model;
  const isBusy = response.phase === 'running' || response.phase === 'unwanted' || isAskingLater;
  return isBusy || isMute(state) || (isCandidateSpeaking(state) && !state.ending.isOrdered);
}

/** Asks for a response now, or right after the running one or the candidate's turn. */
export function respond(state: BridgeState): Step {
  // The interviewer does not speak before the interview has begun, whatever the model wants.
  if (state.phase !== 'talking') return [state, []];
  if (mustWait(state)) return [withModel(state, { isResponseOwed: true }), []];
  const asked = withModel(state, { isResponseOwed: false, response: { phase: 'asked' }, isVoiceFixed: true });
  return andThen(replayUnknown(asked), (told) => [
    told,
    [
      { type: 'model.respond' },
      // Telephony knows best whether anything is heard in the meantime.
      say({ type: 'waiting' }),
      { type: 'set_timer', name: 'stall', afterMs: stallLimitMs },
    ],
  ]);
}

/** Asks for the response that was owed while the candidate made a sound: the sound was no turn of theirs. */
export function respondIfOwed(state: BridgeState): Step {
  const { isResponseOwed, response } = state.model;
  return isResponseOwed && !isAwaited(response) ? respond(state) : [state, []];
}

/** Gives the interviewer its turn, in the part of the interview that the clock allows. */
export function takeTurn(state: BridgeState): Step {
  return andThen(andThen(keepTime(state), passTopic), respond);
}

/** How much of the interviewer's own part is left, in ms. 0 once that part is over, by the clock or earlier. */
function ownPartLeftMs({ interview, conversation }: BridgeState): number {
  if (placeOf(interview.phase) > placeOf('questions')) return 0;
  const untilMs = interview.plan.phases.find(({ phase }) => phase === 'questions')?.untilMs ?? 0;
  return Math.max(0, untilMs - conversation.clockMs);
}

const inWords = (ms: number) =>
  ms < 45_000 ? 'less than a minute' : ms < 90_000 ? 'about one minute' : 'about two minutes';

/**
 * Gives the interviewer time to get to the rest of the plan: as long before the candidate's own questions as those
 * last. A bridge that takes over later says how much is left, and says nothing once the candidate's own questions have
 * begun.
 */
export function onWrapUp(state: BridgeState): Step {
  const leftMs = ownPartLeftMs(state);
  if (leftMs === 0) return [state, []];
  const wrapUp = `Your own part of the interview goes on for ${inWords(leftMs)}: use it.`;
  const left = uncovered(state.interview).map(({ id }) => id);
  const points = left.length === 0 ? '' : ` Points of the plan that are not covered yet: ${left.join(', ')}.`;
  return tell(state, `${wrapUp}${points}`);
}

export function onTimeUp(state: BridgeState): Step {
  const asked = andThen(tell(withEnding(state, { isOrdered: true }), timeUp), respond);
  const stop: BridgeEffect = { type: 'set_timer', name: 'hard_stop', afterMs: hardStopMs };
  return andThen(asked, (current) => [current, [stop]]);
}
