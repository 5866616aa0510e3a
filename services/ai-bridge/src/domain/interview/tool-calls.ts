import { isStudy } from '@ringback/shared/contract/interview-mode';
import { type InterviewPhase, interviewPhases } from '@ringback/shared/contract/lifecycle';
import { type BridgeState, withEnding, withInterview, withModel } from '../bridge-state.ts';
import type { BridgeEffect, Step } from '../bridge-step.ts';
import type { ToolCall } from '../model-port.ts';
import { enterPhase, isAtOwnQuestions, placeOf } from './interview-phases.ts';
import { uncovered } from './plan.ts';
import { studiedAt, toStudyStep } from './study.ts';

/** The model proposes, and this file decides. Every call is answered. */

/** An interview that has lasted for this share of its length may end, whatever is not covered. */
const earlyShare = 1 / 3;

/** A text argument of a call. Empty: there is none, or the arguments cannot be read. */
function argumentOf(call: ToolCall, name: string): string {
  try {
    const given: unknown = JSON.parse(call.arguments);
    const value: unknown = typeof given === 'object' && given !== null ? Reflect.get(given, name) : null;
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}

const refused = (error: string) => JSON.stringify({ ok: false, error });
const accepted = '{"ok":true}';

function toPhase(call: ToolCall): InterviewPhase | null {
  const phase = argumentOf(call, 'phase');
  return interviewPhases.find((known) => known === phase) ?? null;
}

/**
 * The interview would end far too early, although the candidate has not asked for it. The model is sent back to its
 * questions once. When it wants to end a second time, it may.
 */
function endsTooEarly(state: BridgeState, calls: readonly ToolCall[]): boolean {
  const end = calls.find(({ name }) => name === 'end_interview');
  if (end === undefined || state.ending.isOrdered || state.ending.isRefused) return false;
  if (argumentOf(end, 'reason') === 'candidate_asked') return false;
  const { interview } = state;
  const isAtQuestions = placeOf(interview.phase) <= placeOf('questions');
  const lengthMs = interview.plan.phases.at(-1)?.untilMs ?? 0;
  const isEarly = state.conversation.clockMs < lengthMs * earlyShare;
  return isAtQuestions && isEarly && uncovered(interview).length > 0;
}

/**
 * The candidate breaks the interview off in words. An end that was ordered before is none of theirs, and once the goodbye is
 * said, what follows changes nothing.
 */
function isBrokenOff({ ending, interview }: BridgeState, calls: readonly ToolCall[]): boolean {
  if (ending.isOrdered || ending.isSayingGoodbye || isAtOwnQuestions(interview.phase))
    return ending.isStopped;
  return calls.some(
    (call) => call.name === 'end_interview' && argumentOf(call, 'reason') === 'candidate_asked',
  );
}

function onCovered(state: BridgeState, call: ToolCall): [Step, string] {
  const { plan, covered: before } = state.interview;
  const pointId = argumentOf(call, 'point');
  if (!plan.mustCover.some(({ id }) => id === pointId)) return [[state, []], refused('no such point')];
  if (before.includes(pointId)) return [[state, []], accepted];
  const covered = withInterview(state, { covered: [...before, pointId] });
  return [[covered, [{ type: 'commit', fact: { type: 'interview.point_covered', pointId } }]], accepted];
}

function onPhase(state: BridgeState, call: ToolCall): [Step, string] {
  const phase = toPhase(call);
  if (phase === null) return [[state, []], refused('no such phase')];
  if (phase === state.interview.phase) return [[state, []], accepted];
  if (placeOf(phase) < placeOf(state.interview.phase))
    return [[state, []], refused('the interview does not go back')];
  return [enterPhase(state, phase), accepted];
}

/** In study mode the model says what its words are. Of one turn each step is put on the record once. */
function onStudied(state: BridgeState, call: ToolCall): [Step, string] {
  const { turnId, steps } = state.interview.studied;
  const step = toStudyStep(argumentOf(call, 'step'));
  if (step === null) return [[state, []], refused('no such step')];
  if (steps.includes(step)) return [[state, []], accepted];
  const marked = withInterview(state, { studied: { turnId, steps: [...steps, step] } });
  return [[marked, [{ type: 'commit', fact: { type: 'interview.studied', step, turnId } }]], accepted];
}

function onCall(state: BridgeState, call: ToolCall): [Step, string] {
  if (call.name === 'end_interview') return [[withEnding(state, { isSayingGoodbye: true }), []], accepted];
  if (call.name === 'mark_covered') return onCovered(state, call);
  if (call.name === 'change_phase') return onPhase(state, call);
  if (call.name === 'mark_study' && isStudy(state.interview.jobConfiguration)) return onStudied(state, call);
  return [[state, []], refused('no such tool')];
}

/**
 * Carries out the calls of one response, as far as they are allowed. `turnId`: what was said in it; null: nothing was.
 */
export function onToolCalls(
  state: BridgeState,
  calls: readonly ToolCall[],
  turnId: string | null = null,
): Step {
  const isTooEarly = endsTooEarly(state, calls);
  const left = uncovered(state.interview).map(({ id }) => id);
  const goOn = refused(
    `Most of the time is left, and ${left.join(', ')} not covered. Say that you have another question, and ask it.`,
  );
  const spoken = withInterview(state, { studied: studiedAt(state.interview.studied, turnId) });
  let current = isTooEarly
    ? withEnding(withModel(spoken, { isResponseOwed: true }), { isRefused: true })
    : // By the part before these calls: one of them may begin the last part.
      withEnding(spoken, { isStopped: isBrokenOff(state, calls) });
  const effects: BridgeEffect[] = [];
  for (const call of calls) {
    const isPartOfEnd =
      call.name === 'end_interview' || (call.name === 'change_phase' && toPhase(call) === 'closing');
    const [[after, more], output] =
      isTooEarly && isPartOfEnd ? ([[current, []], goOn] as [Step, string]) : onCall(current, call);
    current = after;
    effects.push(...more, { type: 'model.answer_tool', callId: call.callId, output });
  }
  return [current, effects];
}
