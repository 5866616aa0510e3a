import { andThen } from '../and-then.ts';
import { type BridgeState, withFloor } from '../bridge-state.ts';
import { type BridgeEffect, type Step, say } from '../bridge-step.ts';
import {
  heardText,
  mostTextLength,
  newTurn,
  type Turn,
  unheardTurns,
  withCancelled,
  withTurn,
} from './conversation.ts';
import { runningId } from './response.ts';
import { measureSpeech } from './speech-timing.ts';
import { followedTurn } from './turn-order.ts';

const stale = (state: BridgeState, kind: string): Step => [state, [{ type: 'stale', kind }]];

/** An item begins on the link. Its audio follows beside the machine. */
export function onAudioBegan(state: BridgeState, responseId: string, itemId: string): Step {
  const known = state.conversation.turns.get(itemId) ?? newTurn(itemId, 'interviewer');
  const conversation = withTurn(state.conversation, { ...known, responseId });
  const { floor, model } = state;
  return [
    {
      ...state,
      conversation,
      floor: { ...floor, speaking: itemId },
      model: { ...model, isVoiceFixed: true },
    },
    floor.speaking === itemId ? [] : [say({ type: 'item_started', itemId })],
  ];
}

export function onModelWords(
  state: BridgeState,
  words: { responseId: string; itemId: string; text: string },
): Step {
  if (state.conversation.cancelled.includes(words.responseId)) return stale(state, 'model_words');
  const known = state.conversation.turns.get(words.itemId) ?? newTurn(words.itemId, 'interviewer');
  const turn = {
    ...known,
    responseId: words.responseId,
    text: `${known.text}${words.text}`.slice(0, mostTextLength),
  };
  return [
    { ...state, conversation: withTurn(state.conversation, turn) },
    [say({ type: 'item_words', itemId: words.itemId, text: words.text })],
  ];
}

export function onAudioFinished(state: BridgeState, responseId: string, itemId: string): Step {
  const known = state.conversation.turns.get(itemId);
  if (known === undefined || state.conversation.cancelled.includes(responseId))
    return stale(state, 'model_audio');
  const conversation = withTurn(state.conversation, { ...known, generated: true });
  return [
    withFloor({ ...state, conversation }, { speaking: null }),
    [say({ type: 'item_finished', itemId })],
  ];
}

/** The turns of a response that is over get no more audio, however it ended. */
export function finishTurns(state: BridgeState, responseId: string): Step {
  let step: Step = [state, []];
  if (state.conversation.cancelled.includes(responseId)) return step;
  for (const turn of unheardTurns(state.conversation)) {
    if (turn.responseId !== responseId || turn.generated) continue;
    step = andThen(step, (current) => onAudioFinished(current, responseId, turn.itemId));
  }
  return step;
}

/** Puts on the record what was heard of a turn. A turn of which nothing was heard leaves no trace. */
export function settle(state: BridgeState, turn: Turn, interrupted: boolean): Step {
  const text = heardText(turn);
  const startedAtMs = Math.max(0, Math.round(turn.startedAtMs ?? state.conversation.clockMs));
  const settled = { ...turn, startedAtMs, settled: true, recordedText: text };
  const conversation = withTurn(state.conversation, settled);
  if (text === '') return [{ ...state, conversation }, []];
  // As in a truncation for the model: whole milliseconds, never more than was heard.
  const heardMs = Math.floor(turn.heardMs);
  const spoken = {
    itemId: turn.itemId,
    previousItemId: followedTurn({ ...state, conversation }, settled),
    speaker: 'interviewer' as const,
    text,
    startedAtMs,
    endedAtMs: startedAtMs + heardMs,
  };
  const fact = interrupted
    ? { type: 'transcript.interrupted' as const, ...spoken, heardMs }
    : { type: 'transcript.completed' as const, ...spoken };
  const measured: BridgeEffect = { type: 'commit', fact: measureSpeech(conversation, settled) };
  return [{ ...state, conversation }, [{ type: 'commit', fact }, measured]];
}

/** Telephony tells how far the candidate has heard. The words follow the voice, not the model. */
export function onHeard(
  state: BridgeState,
  heard: { itemId: string; heardMs: number; final: boolean },
): Step {
  const known = state.conversation.turns.get(heard.itemId);
  if (known === undefined || known.settled) return stale(state, 'heard');
  const heardMs = Math.min(heard.heardMs, known.audioMs);
  const turn: Turn = {
    ...known,
    heardMs,
    heardUntilMs: state.conversation.clockMs,
    startedAtMs: known.startedAtMs ?? Math.max(0, state.conversation.clockMs - heardMs),
  };
  if (heard.final && turn.generated) return settle(state, { ...turn, heardMs: turn.audioMs }, false);
  const conversation = withTurn(state.conversation, turn);
  const text = heardText(turn);
  if (text === heardText(known)) return [{ ...state, conversation }, []];
  const previousItemId = followedTurn({ ...state, conversation }, turn);
  const words = { itemId: turn.itemId, previousItemId, speaker: 'interviewer' as const, text };
  return [{ ...state, conversation }, [{ type: 'show', words }]];
}

/**
 * The phone has fallen silent after a barge-in. The model believes that all of its words were spoken, so it is told
 * how much was heard of each item that was cut off.
 */
export function onCleared(state: BridgeState, itemId: string | null, heardMs: number): Step {
  let current = state;
  const effects: BridgeEffect[] = [];
  for (const turn of unheardTurns(state.conversation)) {
    // The phone has also dropped what was carried over from an earlier session.
    const isCut = turn.responseId === null || state.conversation.cancelled.includes(turn.responseId);
    if (!isCut) continue;
    // If playback had run dry, nothing was playing, and the last report of what was heard stands.
    const heard = turn.itemId === itemId ? Math.min(heardMs, turn.audioMs) : turn.heardMs;
    if (turn.audioMs > 0 && !state.model.unknownItems.has(turn.itemId)) {
      effects.push({ type: 'model.truncate', itemId: turn.itemId, heardMs: Math.floor(heard) });
    }
    const startedAtMs = turn.startedAtMs ?? Math.max(0, current.conversation.clockMs - heard);
    const [after, commits] = settle(
      current,
      { ...turn, heardMs: heard, heardUntilMs: cutAtMs(turn, heard), startedAtMs },
      true,
    );
    current = after;
    effects.push(...commits);
  }
  return [current, effects];
}

/** Between two reports the ear has gone on, as far as was heard since. */
function cutAtMs({ heardMs, heardUntilMs }: Turn, heard: number): number | null {
  return heardUntilMs === null ? null : heardUntilMs + Math.max(0, heard - heardMs);
}

/** The call is over. The unfinished turn stands as interrupted where it stopped. */
export function settleUnheard(state: BridgeState): Step {
  const conversation = withCancelled(state.conversation, [runningId(state.model.response)]);
  let current: BridgeState = { ...state, conversation };
  const effects: BridgeEffect[] = [];
  for (const turn of unheardTurns(state.conversation)) {
    const [after, commits] = settle(current, turn, true);
    current = after;
    effects.push(...commits);
  }
  return [current, effects];
}
