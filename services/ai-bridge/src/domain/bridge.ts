import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { InterviewPhase } from '@ringback/shared/contract/lifecycle';
import type { BridgeEffect, BridgeInput, BridgeState, Step, TimerName } from './bridge-state.ts';
import {
  breakOff,
  onSpeechStarted,
  onSpeechStopped,
  onTranscribed,
  onTranscribing,
  pendingTranscriptions,
} from './candidate-turn.ts';
import { emptyConversation, newTurn, withPrevious, withTurn } from './conversation.ts';
import { clockTimers, considerLeaving, onResponseFinished, onTimeUp, onWrapUp, respond } from './director.ts';
import { buildInstructions } from './instructions.ts';
import {
  onAudioFinished,
  onCleared,
  onHeard,
  onModelAudio,
  onModelWords,
  settleUnheard,
} from './interviewer-turn.ts';

const receiptLimitMs = 5_000;
const settleLimitMs = 1_500;

export function createBridgeState(start: {
  jobConfiguration: JobConfiguration;
  configurationHash: string;
  interviewPhase: InterviewPhase | null;
}): BridgeState {
  return {
    phase: 'preparing',
    jobConfiguration: start.jobConfiguration,
    configurationHash: start.configurationHash,
    interviewPhase: start.interviewPhase,
    awaited: null,
    conversation: emptyConversation,
    responseId: null,
    cancelled: [],
    responseOwed: false,
    failedResponses: 0,
    speaking: null,
    farewell: false,
    voiceFixed: false,
  };
}

/** Gives the model the configuration; nobody speaks before it has confirmed these very instructions. */
function configure(state: BridgeState): Step {
  const { jobConfiguration, configurationHash, voiceFixed } = state;
  const instructions = buildInstructions(jobConfiguration);
  return [
    { ...state, awaited: { instructions, configurationHash } },
    [
      { type: 'model.configure', instructions, jobConfiguration, withVoice: !voiceFixed },
      { type: 'set_timer', name: 'receipt', afterMs: receiptLimitMs },
    ],
  ];
}

function onConfirmed(state: BridgeState, instructions: string): Step {
  if (state.awaited === null || instructions !== state.awaited.instructions) return [state, []];
  const { configurationHash } = state.awaited;
  return [
    { ...state, awaited: null, phase: state.phase === 'preparing' ? 'ready' : state.phase },
    [{ type: 'commit', fact: { type: 'configuration.received', configurationHash } }],
  ];
}

function onActivated(state: BridgeState): Step {
  if (state.phase !== 'ready') return [state, []];
  const [talking, effects] = respond({ ...state, phase: 'talking' });
  return [talking, [...effects, ...clockTimers(state.jobConfiguration.lengthMinutes)]];
}

function onItemAdded(state: BridgeState, item: Extract<BridgeInput, { type: 'model.item_added' }>): Step {
  let conversation = withPrevious(state.conversation, item.itemId, item.previousItemId);
  const known = conversation.turns.has(item.itemId);
  if (item.role === 'user' && !known) {
    conversation = withTurn(conversation, newTurn(item.itemId, 'candidate'));
  }
  return [{ ...state, conversation }, []];
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
      if (state.awaited === null) return [state, []];
      return [state, [{ type: 'end', reason: 'interviewer_unavailable' }]];
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
  if (input.type !== 'model.transcribed') return [state, [{ type: 'stale', kind: input.type }]];
  const [after, effects] = onTranscribed(state, input.itemId, input.text);
  if (pendingTranscriptions(after).length > 0) return [after, effects];
  return [{ ...after, phase: 'over' }, [...effects, { type: 'leave' }]];
}

/** One step of a bridge: what follows from an input, and what is to be done. Pure. */
export function transition(state: BridgeState, input: BridgeInput): Step {
  if (state.phase === 'over') return [state, [{ type: 'stale', kind: input.type }]];
  if (state.phase === 'settling') return whileSettling(state, input);
  switch (input.type) {
    case 'model.opened':
      return configure(state);
    case 'model.confirmed':
      return onConfirmed(state, input.instructions);
    case 'model.item_added':
      return onItemAdded(state, input);
    case 'model.response_started':
      return [{ ...state, responseId: input.responseId }, []];
    case 'model.audio':
      return onModelAudio(state, input);
    case 'model.words':
      return onModelWords(state, input);
    case 'model.audio_finished':
      return onAudioFinished(state, input.responseId, input.itemId);
    case 'model.response_finished':
      return considerLeaving(onResponseFinished(state, input));
    case 'model.speech_started':
      return onSpeechStarted(state, input.itemId, input.atMs);
    case 'model.speech_stopped':
      return onSpeechStopped(state, input.itemId, input.atMs);
    case 'model.transcribing':
      return onTranscribing(state, input.itemId, input.text);
    case 'model.transcribed':
      return onTranscribed(state, input.itemId, input.text);
    case 'model.lost':
      return [state, [{ type: 'end', reason: 'interviewer_unavailable' }]];
    case 'call.audio': {
      // The goodbye is not interrupted any more, and before the first word nobody listens.
      if (state.phase !== 'talking') return [state, []];
      const clockMs = state.conversation.clockMs + input.audioMs;
      const conversation = { ...state.conversation, clockMs };
      return [{ ...state, conversation }, [{ type: 'model.append', payload: input.payload }]];
    }
    case 'call.heard':
      return considerLeaving(onHeard(state, input));
    case 'call.cleared':
      return considerLeaving(onCleared(state, input.itemId, input.heardMs));
    case 'session.activated':
      return onActivated(state);
    case 'session.configuration_changed':
      return configure({
        ...state,
        jobConfiguration: input.jobConfiguration,
        configurationHash: input.configurationHash,
      });
    case 'session.ended':
      return onEnded(state);
    case 'timer':
      return onTimer(state, input.name);
  }
}
