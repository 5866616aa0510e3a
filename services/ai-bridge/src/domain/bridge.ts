import { andThen } from './and-then.ts';
import { type BridgeState, withEnding, withModel, withSilence } from './bridge-state.ts';
import type { BridgeInput, Step, TimerName } from './bridge-step.ts';
import { onTimeUp, onWrapUp } from './interview/director.ts';
import { considerLeaving, endAfterGoodbye } from './interview/goodbye.ts';
import { adoptPlan, onConfigurationChanged } from './interview/replan.ts';
import { apologise, letGo, onEnded, whileSettling } from './interview/settlement.ts';
import { onTopic } from './interview/suggested-topic.ts';
import { onCaughtUp, onResumed, onTurnMissing } from './losses/hand-over.ts';
import { onLineBack, onLineLost } from './losses/line-loss.ts';
import { onModelLost, onRenew } from './losses/recovery.ts';
import { onBegan, onClock, onRecorded } from './turns/call-clock.ts';
import {
  onSpeechStarted,
  onSpeechStopped,
  onTranscribed,
  onTranscribing,
  stallLimitMs,
  withTurnClosed,
} from './turns/candidate-turn.ts';
import { newTurn, withCancelled, withPrevious, withTurn } from './turns/conversation.ts';
import { contest, giveBack, interrupt, onBackchannelUnderstood, onTurnTaken } from './turns/floor.ts';
import {
  finishTurns,
  onAudioBegan,
  onAudioFinished,
  onCleared,
  onHeard,
  onModelWords,
} from './turns/interviewer-turn.ts';
import { leaveGaps } from './turns/overdue-words.ts';
import { onActivated, onConfirmed, onOpened } from './turns/receipt.ts';
import { isAwaited } from './turns/response.ts';
import { onAskAgain, onResponseFinished } from './turns/response-end.ts';
import { awaitCandidate, endSilence, onSilence } from './turns/silence.ts';
import { onKey, onSteered } from './turns/steering.ts';
import { onQuiet } from './turns/watchdog.ts';

function onItemAdded(state: BridgeState, item: Extract<BridgeInput, { type: 'model.item_added' }>): Step {
  let conversation = withPrevious(state.conversation, item.itemId, item.previousItemId);
  const known = conversation.turns.has(item.itemId);
  if (item.speaker === 'candidate' && !known) {
    conversation = withTurn(conversation, newTurn(item.itemId, 'candidate'));
  }
  if (item.speaker !== 'candidate' || conversation.turns.get(item.itemId)?.settled)
    return [{ ...state, conversation }, []];
  return onTurnTaken(withTurnClosed({ ...state, conversation }, item.itemId), item.itemId);
}

function onResponseStarted(state: BridgeState, responseId: string): Step {
  const { response } = state.model;
  const started = withModel(state, { response: { phase: 'running', responseId, isAwaited: true } });
  if (response.phase !== 'unwanted') return [started, []];
  const conversation = withCancelled(started.conversation, [responseId]);
  return [{ ...started, conversation }, [{ type: 'model.cancel', responseId }]];
}

/** The model has not confirmed its instructions in time. */
function onReceiptDue(state: BridgeState): Step {
  const { phase, model, line, losses } = state;
  const isUntold = model.isRestoring && line.away === null;
  if (phase !== 'preparing' && model.awaited === null && !isUntold) return [state, []];
  return losses.count > 0 || phase === 'talking' ? onModelLost(state) : [state, [apologise]];
}

/** Comes again and again, by the clock or for lack of money. The goodbye is asked for once. */
function onOverspent(state: BridgeState): Step {
  const { isSayingGoodbye, isOverspent } = state.ending;
  if (state.phase !== 'talking' || isSayingGoodbye || isOverspent) return [state, []];
  return onTimeUp(withEnding(state, { isOverspent: true }));
}

function onTimer(state: BridgeState, name: TimerName): Step {
  switch (name) {
    case 'receipt':
      return onReceiptDue(state);
    case 'turn_missing':
      return onTurnMissing(state);
    case 'ask_again':
      return onAskAgain(state);
    case 'silence':
      return onSilence(state);
    case 'renew':
      return onRenew(state);
    case 'stall':
      return isAwaited(state.model.response) ? onModelLost(state) : [state, []];
    case 'wrap_up':
      return state.phase === 'talking' && !state.ending.isSayingGoodbye ? onWrapUp(state) : [state, []];
    case 'time_up':
      return onOverspent(state);
    case 'hard_stop':
      return [state, [{ type: 'end', reason: 'time_limit' }]];
    case 'goodbye':
      return [state, [endAfterGoodbye(state)]];
    case 'settle':
      return letGo(state);
  }
}

/**
 * The model shows a sign of life, so the next one is awaited. The words of the candidate's turn count as a sign too: a
 * slow model, such as the local one on a busy computer, answers only when it has understood, and is not dead in the
 * meantime.
 */
function alive([state, effects]: Step): Step {
  if (!isAwaited(state.model.response)) return [state, effects];
  return [state, [...effects, { type: 'set_timer', name: 'stall', afterMs: stallLimitMs }]];
}

/** A model session that is gone has nothing more to say. The next one begins when it opens, or is lost too. */
function isOfLostSession({ model }: BridgeState, { type }: BridgeInput): boolean {
  return !model.isConnected && type.startsWith('model.') && type !== 'model.opened' && type !== 'model.lost';
}

/** One step of a bridge: the state that follows from an input, and what is to be done. Pure. */
export function transition(state: BridgeState, input: BridgeInput): Step {
  if (state.phase === 'over') return [state, [{ type: 'stale', kind: input.type }]];
  if (state.phase === 'settling') return whileSettling(state, input);
  if (isOfLostSession(state, input)) return [state, [{ type: 'stale', kind: input.type }]];
  switch (input.type) {
    case 'model.opened':
      return onOpened(state);
    case 'model.confirmed':
      return onConfirmed(state, input.instructions);
    case 'model.item_added':
      return onItemAdded(state, input);
    case 'model.response_started':
      return alive(onResponseStarted(state, input.responseId));
    case 'model.audio_began':
      return onAudioBegan(state, input.responseId, input.itemId);
    case 'model.words':
      return alive(onModelWords(state, input));
    case 'model.audio_finished':
      return onAudioFinished(state, input.responseId, input.itemId);
    case 'model.response_finished':
      return considerLeaving(
        andThen(finishTurns(state, input.responseId), (whole) => onResponseFinished(whole, input)),
      );
    case 'model.speech_started': {
      const atMs = onClock(state, input.atMs);
      return andThen(onSpeechStarted(endSilence(state), input.itemId, atMs), (speaking) =>
        contest(speaking, input.itemId, atMs),
      );
    }
    case 'model.speech_stopped':
      return onSpeechStopped(state, input.itemId, onClock(state, input.atMs));
    case 'model.transcribing':
      return alive(onTranscribing(state, input.itemId, input.text));
    case 'model.transcribed':
      return alive(
        andThen(onTranscribed(state, input.itemId, input.text), (known) =>
          onBackchannelUnderstood(known, input.itemId, input.text),
        ),
      );
    case 'model.lost':
      return onModelLost(state, input.trouble);
    case 'caller.began':
      return onBegan(state);
    case 'caller.spoke_on':
      return interrupt(state);
    case 'caller.fell_silent':
      return giveBack(state);
    case 'caller.caught_up':
      return onCaughtUp(state, input);
    case 'caller.words_overdue':
      return leaveGaps(state);
    case 'caller.heard_nothing':
      return onQuiet(state);
    case 'call.key':
      return onKey(state, input.digit);
    case 'call.resumed':
      return state.line.away === null || state.model.isRestoring
        ? onResumed(state, input)
        : onLineBack(state);
    case 'call.lost':
      return considerLeaving(onLineLost(state));
    case 'call.back':
      return onLineBack(state);
    case 'session.recorded':
      return onRecorded(state, input.itemId);
    case 'call.heard':
      return awaitCandidate(considerLeaving(onHeard(withSilence(state, { rounds: 0 }), input)));
    case 'call.cleared':
      return considerLeaving(onCleared(state, input.itemId, input.heardMs));
    case 'session.activated':
      return onActivated(state);
    case 'session.configuration_changed':
      return onConfigurationChanged(state, input);
    case 'plan.made':
      return adoptPlan(state, input);
    case 'session.overspent':
      return onOverspent(state);
    case 'session.steered':
      return onSteered(state, input);
    case 'session.topic_changed':
      return onTopic(state, input);
    case 'session.ended':
      return onEnded(state);
    case 'timer':
      return onTimer(state, input.name);
  }
}
