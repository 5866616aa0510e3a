import { type InterviewPhase, interviewPhases } from '@ringback/shared/contract/lifecycle';
import type { BridgeEffect, BridgeState, Step, ToolCall } from './bridge-state.ts';
import { stallLimitMs } from './candidate-turn.ts';
import { configure } from './configure.ts';
import { unheardMs, unheardTurns } from './conversation.ts';
import { uncovered } from './plan.ts';
import { tellForeign } from './replay.ts';

/** The goodbye counts as playing once no more than this is left of it: the phase `ending` lasts 8 s. */
const farewellMs = 6_000;
const farewellLimitMs = 8_000;
export const farewellTimer: BridgeEffect = { type: 'set_timer', name: 'farewell', afterMs: farewellLimitMs };
const wrapUpBeforeMs = 2 * 60_000;
const hardStopMs = 40_000;
/** Responses that may fail in a row before the interviewer counts as unavailable. */
const mostFailures = 2;

const wrapUp =
  'About two minutes are left. Finish the present question, then invite the candidate’s own questions (change_phase candidate_questions).';
const timeUp =
  'Time is up. Thank the candidate, say goodbye in one sentence and call end_interview in this response.';

/** The interview's clock starts with its first word; `begunMs`: how long ago that was. */
export function clockTimers(lengthMinutes: number, begunMs: number): BridgeEffect[] {
  const lengthMs = lengthMinutes * 60_000 - begunMs;
  return [
    { type: 'set_timer', name: 'wrap_up', afterMs: lengthMs - wrapUpBeforeMs },
    { type: 'set_timer', name: 'time_up', afterMs: lengthMs },
  ];
}

/** Whoever would be asked now could not know what to say, or would not be heard. */
export function isMute({ restoring, away }: BridgeState): boolean {
  return restoring || away !== null;
}

/** Asks for a response now, or right after the one that is running. */
export function respond(state: BridgeState): Step {
  // Nobody speaks before the interview has begun, whatever the model makes of it.
  if (state.phase !== 'talking') return [state, []];
  if (state.responseId !== null || state.unwanted || isMute(state))
    return [{ ...state, responseOwed: true }, []];
  const [told, effects] = tellForeign({ ...state, responseOwed: false, expecting: true });
  return [
    told,
    [...effects, { type: 'model.respond' }, { type: 'set_timer', name: 'stall', afterMs: stallLimitMs }],
  ];
}

/** A note to the model. While it is away the note waits for the next session. */
function tell(state: BridgeState, text: string): Step {
  return [{ ...state, lastNote: text }, isMute(state) ? [] : [{ type: 'model.tell', text }]];
}

export function onWrapUp(state: BridgeState): Step {
  const left = uncovered(state.plan, state.covered).map(({ id }) => id);
  const points = left.length === 0 ? '' : ` Points of the plan that are not covered yet: ${left.join(', ')}.`;
  return tell(state, `${wrapUp}${points}`);
}

export function onTimeUp(state: BridgeState): Step {
  const [told, note] = tell(state, timeUp);
  const [after, effects] = respond(told);
  const stop: BridgeEffect = { type: 'set_timer', name: 'hard_stop', afterMs: hardStopMs };
  return [after, [...note, ...effects, stop]];
}

/** A text argument of a call; empty when there is none, or the arguments cannot be read. */
function argumentOf(call: ToolCall, name: string): string {
  try {
    const given: unknown = JSON.parse(call.arguments);
    const value: unknown = typeof given === 'object' && given !== null ? Reflect.get(given, name) : null;
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}

function toPhase(call: ToolCall): InterviewPhase | null {
  const phase = argumentOf(call, 'phase');
  return interviewPhases.find((known) => known === phase) ?? null;
}

function onCovered(state: BridgeState, call: ToolCall, answer: (output: string) => BridgeEffect): Step {
  const pointId = argumentOf(call, 'point');
  if (!state.plan.mustCover.some(({ id }) => id === pointId)) {
    return [state, [answer('{"ok":false,"error":"no such point"}')]];
  }
  if (state.covered.includes(pointId)) return [state, [answer('{"ok":true}')]];
  return [
    { ...state, covered: [...state.covered, pointId] },
    [{ type: 'commit', fact: { type: 'interview.point_covered', pointId } }, answer('{"ok":true}')],
  ];
}

/** The model proposes, this decides; every call is answered. */
function onToolCall(state: BridgeState, call: ToolCall): Step {
  const answer = (output: string): BridgeEffect => ({
    type: 'model.answer_tool',
    callId: call.callId,
    output,
  });
  if (call.name === 'end_interview') return [{ ...state, farewell: true }, [answer('{"ok":true}')]];
  if (call.name === 'mark_covered') return onCovered(state, call, answer);
  if (call.name !== 'change_phase') return [state, [answer('{"ok":false,"error":"no such tool"}')]];
  const phase = toPhase(call);
  if (phase === null) return [state, [answer('{"ok":false,"error":"no such phase"}')]];
  if (phase === state.interviewPhase) return [state, [answer('{"ok":true}')]];
  // Each part of the interview has instructions of its own.
  const [configured, effects] = configure({ ...state, interviewPhase: phase });
  const changed: BridgeEffect = { type: 'commit', fact: { type: 'interview.phase_changed', phase } };
  return [configured, [changed, answer('{"ok":true}'), ...effects]];
}

/** A response is over: its tool calls are carried out, a failed one is tried again, an owed one begun. */
export function onResponseFinished(
  state: BridgeState,
  response: { responseId: string; status: string; toolCalls: readonly ToolCall[] },
): Step {
  const failed = response.status === 'failed';
  let current: BridgeState = {
    ...state,
    responseId: state.responseId === response.responseId ? null : state.responseId,
    expecting: false,
    failedResponses: failed ? state.failedResponses + 1 : 0,
  };
  if (current.failedResponses > mostFailures)
    return [current, [{ type: 'end', reason: 'interviewer_unavailable' }]];
  const effects: BridgeEffect[] = [];
  for (const call of response.toolCalls) {
    const [after, more] = onToolCall(current, call);
    current = after;
    effects.push(...more);
  }
  const spoke = [...current.conversation.turns.values()].some(
    ({ responseId }) => responseId === response.responseId,
  );
  const silentTools = response.toolCalls.length > 0 && !spoke && !current.farewell;
  if (failed || silentTools || current.responseOwed) {
    const [after, more] = respond(current);
    current = after;
    effects.push(...more);
  }
  return [current, effects];
}

/** Moves on towards the end once the goodbye is (nearly) played; checked after everything that was heard. */
export function considerLeaving(step: Step): Step {
  const [state, effects] = step;
  if (!state.farewell || state.responseId !== null) return step;
  if (state.phase === 'talking' && unheardMs(state.conversation) <= farewellMs) {
    const leaving: BridgeState = { ...state, phase: 'leaving' };
    return considerLeaving([
      leaving,
      [...effects, { type: 'commit', fact: { type: 'goodbye.started' } }, farewellTimer],
    ]);
  }
  if (state.phase !== 'leaving' || unheardTurns(state.conversation).length > 0) return step;
  return [{ ...state, farewell: false }, [...effects, { type: 'end', reason: 'completed' }]];
}
