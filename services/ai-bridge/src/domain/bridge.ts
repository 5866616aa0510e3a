import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { InterviewPhase } from '@ringback/shared/contract/lifecycle';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { BridgeEffect, BridgeInput, BridgeState, Step, TimerName } from './bridge-state.ts';
import {
  breakOff,
  onSpeechStarted,
  onSpeechStopped,
  onTranscribed,
  onTranscribing,
  pendingTranscriptions,
  stallLimitMs,
  withCancelled,
} from './candidate-turn.ts';
import { configure } from './configure.ts';
import { emptyConversation, newTurn, withPrevious, withTurn } from './conversation.ts';
import { clockTimers, considerLeaving, onResponseFinished, onTimeUp, onWrapUp, respond } from './director.ts';
import { contest, listen, onAsideUnderstood, onTurnTaken } from './floor.ts';
import {
  onAudioFinished,
  onCleared,
  onHeard,
  onModelAudio,
  onModelWords,
  settleUnheard,
} from './interviewer-turn.ts';
import { onKey } from './keys.ts';
import { planByRules } from './plan.ts';
import { onModelLost, onRenew, onResumed, restoreConversation } from './recovery.ts';
import { awaitCandidate, endSilence, onSilence } from './silence.ts';

const settleLimitMs = 1_500;
/** Speech that begins at this moment is noticed a little later. */
const keptMs = 1_000;

export function createBridgeState(start: {
  jobConfiguration: JobConfiguration;
  configurationHash: string;
  interviewPhase: InterviewPhase | null;
  /** What was said before this bridge took the session up; null for a session that begins. */
  begun?: {
    transcript: readonly TranscriptItem[];
    begunMs: number;
    losses: number;
    covered: readonly string[];
  } | null;
}): BridgeState {
  const begun = start.begun ?? null;
  const conversation =
    begun === null ? emptyConversation : restoreConversation(begun.transcript, begun.begunMs);
  return {
    phase: 'preparing',
    losses: begun?.losses ?? 0,
    begunMs: begun?.begunMs ?? 0,
    restoring: begun !== null,
    listening: begun === null,
    clockBaseMs: null,
    skipUntilMs: 0,
    foreign: new Set(conversation.turns.keys()),
    replayedLast: null,
    wasCutOff: false,
    expecting: false,
    held: null,
    asides: [],
    unwanted: false,
    silence: { waiting: false, prompts: 0 },
    lastNote: null,
    jobConfiguration: start.jobConfiguration,
    configurationHash: start.configurationHash,
    interviewPhase: start.interviewPhase,
    plan: planByRules(start.jobConfiguration),
    covered: begun?.covered ?? [],
    receivedHash: null,
    awaited: null,
    conversation,
    responseId: null,
    cancelled: [],
    responseOwed: false,
    failedResponses: 0,
    speaking: null,
    farewell: false,
    voiceFixed: false,
  };
}

/** The plan is made anew for another job, and put on the record. */
function replan(state: BridgeState): Step {
  const plan = planByRules(state.jobConfiguration);
  const [configured, effects] = configure({ ...state, plan, covered: [] });
  return [configured, [planned(plan), ...effects]];
}

const planned = (plan: InterviewPlan): BridgeEffect => ({
  type: 'commit',
  fact: { type: 'interview.planned', plan, madeBy: 'rules' },
});

/** A model session lives for sixty minutes (OpenAI guide "Realtime conversations"). */
const renewAfterMs = 55 * 60_000;

function onOpened(state: BridgeState): Step {
  const [configured, effects] = configure(state);
  const renew: BridgeEffect = { type: 'set_timer', name: 'renew', afterMs: renewAfterMs };
  const isFirst = state.phase === 'preparing' && !state.restoring && state.losses === 0;
  return [configured, [...effects, ...(isFirst ? [planned(state.plan)] : []), renew]];
}

function onConfirmed(state: BridgeState, instructions: string): Step {
  if (state.awaited === null || instructions !== state.awaited.instructions) return [state, []];
  const { configurationHash } = state.awaited;
  const confirmed: BridgeState = {
    ...state,
    awaited: null,
    receivedHash: configurationHash,
    phase: state.phase === 'preparing' ? 'ready' : state.phase,
  };
  // Another part of the interview has other instructions, and the same configuration.
  if (state.receivedHash === configurationHash) return [confirmed, []];
  return [confirmed, [{ type: 'commit', fact: { type: 'configuration.received', configurationHash } }]];
}

function onActivated(state: BridgeState): Step {
  if (state.phase !== 'ready') return [state, []];
  const clock = clockTimers(state.jobConfiguration.lengthMinutes, state.begunMs);
  // An interview that is taken up goes on once telephony has handed over; nobody is greeted twice.
  const talking: BridgeState = { ...state, phase: 'talking' };
  const [asked, effects] = state.restoring ? [talking, []] : respond(talking);
  return [asked, [...effects, ...clock]];
}

function onItemAdded(state: BridgeState, item: Extract<BridgeInput, { type: 'model.item_added' }>): Step {
  let conversation = withPrevious(state.conversation, item.itemId, item.previousItemId);
  const known = conversation.turns.has(item.itemId);
  if (item.role === 'user' && !known) {
    conversation = withTurn(conversation, newTurn(item.itemId, 'candidate'));
  }
  if (item.role !== 'user' || conversation.turns.get(item.itemId)?.settled)
    return [{ ...state, conversation }, []];
  return onTurnTaken({ ...state, conversation }, item.itemId);
}

/** Two steps, one after the other. */
function andThen([state, effects]: Step, next: (state: BridgeState) => Step): Step {
  const [after, more] = next(state);
  return [after, [...effects, ...more]];
}

function onResponseStarted(state: BridgeState, responseId: string): Step {
  const started = { ...state, responseId, expecting: true, unwanted: false };
  if (!state.unwanted) return [started, []];
  return [withCancelled(started, [responseId]), [{ type: 'model.cancel', responseId }]];
}

/** The session has ended: last words are settled, then the bridge lets go. */
function onEnded(state: BridgeState): Step {
  const [cut, unheard] = settleUnheard(state);
  const [settled, last] = breakOff(cut);
  const effects = [...unheard, ...last];
  if (pendingTranscriptions(settled).length === 0) {
    return [{ ...settled, phase: 'over' }, [...effects, { type: 'leave' }]];
  }
  const timer: BridgeEffect = { type: 'set_timer', name: 'settle', afterMs: settleLimitMs };
  return [{ ...settled, phase: 'settling' }, [...effects, timer]];
}

function onTimer(state: BridgeState, name: TimerName): Step {
  switch (name) {
    case 'receipt':
      if (state.phase !== 'preparing' && state.awaited === null && !state.restoring) return [state, []];
      return state.losses > 0 || state.phase === 'talking'
        ? onModelLost(state)
        : [state, [{ type: 'end', reason: 'interviewer_unavailable' }]];
    case 'silence':
      return onSilence(state);
    case 'renew':
      return onRenew(state);
    case 'stall':
      return state.expecting ? onModelLost(state) : [state, []];
    case 'wrap_up':
      return state.phase === 'talking' && !state.farewell ? onWrapUp(state) : [state, []];
    case 'time_up':
      return state.phase === 'talking' && !state.farewell ? onTimeUp(state) : [state, []];
    case 'hard_stop':
      return [state, [{ type: 'end', reason: 'time_limit' }]];
    case 'farewell':
      return [state, [{ type: 'end', reason: 'completed' }]];
    case 'settle':
      return [{ ...state, phase: 'over' }, [{ type: 'leave' }]];
  }
}

/** After the end only the words of turns that were spoken before it are of interest. */
function whileSettling(state: BridgeState, input: BridgeInput): Step {
  if (input.type === 'timer' && input.name === 'settle') return onTimer(state, 'settle');
  // Nobody is left to tell the last words.
  if (input.type === 'model.lost') return onTimer(state, 'settle');
  if (input.type !== 'model.transcribed') return [state, [{ type: 'stale', kind: input.type }]];
  const [after, effects] = onTranscribed(state, input.itemId, input.text);
  if (pendingTranscriptions(after).length > 0) return [after, effects];
  return [{ ...after, phase: 'over' }, [...effects, { type: 'leave' }]];
}

/** A model's time of caller audio, on the clock of this call. */
function onClock(state: BridgeState, atMs: number): number {
  return atMs + (state.clockBaseMs ?? 0);
}

/** A response shows signs of life: the next one is waited for. */
function alive([state, effects]: Step): Step {
  if (!state.expecting) return [state, effects];
  return [state, [...effects, { type: 'set_timer', name: 'stall', afterMs: stallLimitMs }]];
}

function onCallerAudio(state: BridgeState, frame: { payload: string; audioMs: number }): Step {
  // The goodbye is not interrupted any more, and before the first word nobody listens.
  if (state.phase !== 'talking') return [state, []];
  const { clockMs } = state.conversation;
  const conversation = { ...state.conversation, clockMs: clockMs + frame.audioMs };
  const isWanted = state.listening && clockMs >= state.skipUntilMs;
  if (!isWanted) return [{ ...state, conversation }, []];
  const clockBaseMs = state.clockBaseMs ?? clockMs;
  const appended: Step = [
    { ...state, conversation, clockBaseMs },
    [{ type: 'model.append', payload: frame.payload }],
  ];
  return andThen(appended, (heard) => listen(heard, frame.payload, frame.audioMs));
}

/** Telephony need not keep any longer what is on the record. */
function onRecorded(state: BridgeState, itemId: string): Step {
  const turn = state.conversation.turns.get(itemId);
  if (turn === undefined) return [state, []];
  const { clockMs, turns } = state.conversation;
  const open = [...turns.values()].some(({ speaker, settled }) => speaker === 'candidate' && !settled);
  const untilMs = turn.speaker === 'candidate' ? (turn.endedAtMs ?? 0) : clockMs - keptMs;
  const callerAgoMs = open ? null : Math.max(0, clockMs - untilMs);
  return [state, [{ type: 'link.recorded', itemId, callerAgoMs }]];
}

/** One step of a bridge: what follows from an input, and what is to be done. Pure. */
export function transition(state: BridgeState, input: BridgeInput): Step {
  if (state.phase === 'over') return [state, [{ type: 'stale', kind: input.type }]];
  if (state.phase === 'settling') return whileSettling(state, input);
  switch (input.type) {
    case 'model.opened':
      return onOpened(state);
    case 'model.confirmed':
      return onConfirmed(state, input.instructions);
    case 'model.item_added':
      return onItemAdded(state, input);
    case 'model.response_started':
      return alive(onResponseStarted(state, input.responseId));
    case 'model.audio':
      return alive(onModelAudio(state, input));
    case 'model.words':
      return onModelWords(state, input);
    case 'model.audio_finished':
      return onAudioFinished(state, input.responseId, input.itemId);
    case 'model.response_finished':
      return considerLeaving(onResponseFinished(state, input));
    case 'model.speech_started':
      return andThen(
        onSpeechStarted(endSilence(state), input.itemId, onClock(state, input.atMs)),
        (speaking) => contest(speaking, input.itemId),
      );
    case 'model.speech_stopped':
      return onSpeechStopped(state, input.itemId, onClock(state, input.atMs));
    case 'model.transcribing':
      return onTranscribing(state, input.itemId, input.text);
    case 'model.transcribed':
      return andThen(onTranscribed(state, input.itemId, input.text), (known) =>
        onAsideUnderstood(known, input.itemId, input.text),
      );
    case 'model.lost':
      return onModelLost(state);
    case 'call.audio':
      return onCallerAudio(state, input);
    case 'call.key':
      return onKey(state, input.digit);
    case 'call.resumed':
      return onResumed(state, input);
    case 'call.lost': {
      const [settled, effects] = settleUnheard(state);
      return [{ ...settled, phase: 'over' }, [...effects, { type: 'leave' }]];
    }
    case 'session.recorded':
      return onRecorded(state, input.itemId);
    case 'call.heard':
      return awaitCandidate(considerLeaving(onHeard(state, input)));
    case 'call.cleared':
      return considerLeaving(onCleared(state, input.itemId, input.heardMs));
    case 'session.activated':
      return onActivated(state);
    case 'session.configuration_changed':
      return replan({
        ...state,
        receivedHash: null,
        jobConfiguration: input.jobConfiguration,
        configurationHash: input.configurationHash,
      });
    case 'session.overspent':
      return state.phase === 'talking' && !state.farewell ? onTimeUp(state) : [state, []];
    case 'session.ended':
      return onEnded(state);
    case 'timer':
      return onTimer(state, input.name);
  }
}
