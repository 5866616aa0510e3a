import type { CarriedItem } from '@ringback/shared/contract/media-link';
import { andThen } from '../and-then.ts';
import { type BridgeState, withConversation, withFloor, withLosses } from '../bridge-state.ts';
import { type BridgeEffect, type ReplayedSound, type Step, say } from '../bridge-step.ts';
import { respond } from '../interview/director.ts';
import { considerLeaving } from '../interview/goodbye.ts';
import { newTurn, type Turn, unheardTurns, withPrevious, withTurn } from '../turns/conversation.ts';
import { hold } from '../turns/floor.ts';
import { settle } from '../turns/interviewer-turn.ts';
import { awaitCandidate } from '../turns/silence.ts';
import { replay, replayUnknown } from './replay.ts';

/**
 * How another model session or bridge takes over the interview. Telephony hands over what is not on the record, then
 * at once the caller's audio from the time of the loss. Whose turn it is shows only when that audio has been replayed.
 */

/** How long before it was noticed a turn's speech may begin. */
const paddingMs = 300;
/**
 * This much voice in the caller's audio means that the candidate speaks, and this much quiet means that they have
 * finished.
 */
const spokenMs = 200;
const pauseMs = 300;
/** How long the model may take to tell of a turn that was heard in the audio. */
const turnMissingMs = 2_500;

const nothing: ReplayedSound = { lastLoudMs: null, loudMs: 0, quietMs: 0 };

const cutOff =
  'The connection was lost for a moment, in the middle of your sentence. Say so in a few words, then continue with that sentence. Do not greet again.';

function adopt(state: BridgeState, item: CarriedItem, nowMs: number): Step {
  const known = state.conversation.turns.get(item.itemId);
  if (known !== undefined) {
    // It is on the record, but telephony was not told so.
    if (!known.settled) return [state, []];
    return [state, [say({ type: 'recorded', itemId: item.itemId, callerAgoMs: null })]];
  }
  const order = [...state.conversation.turns.keys()];
  const turn: Turn = {
    ...newTurn(item.itemId, 'interviewer'),
    text: item.text,
    audioMs: item.audioMs,
    heardMs: item.heardMs,
    startedAtMs: item.startedAgoMs === null ? null : Math.max(0, nowMs - item.startedAgoMs),
    // The words may be ahead of audio that never came.
    generated: item.whole,
  };
  const conversation = withPrevious(withTurn(state.conversation, turn), item.itemId, order.at(-1) ?? null);
  const unknownItems = new Set(state.model.unknownItems).add(item.itemId);
  const adopted: BridgeState = { ...state, conversation, model: { ...state.model, unknownItems } };
  if (item.playing) return [adopted, []];
  const isHeard = item.whole && item.heardMs >= item.audioMs - 20;
  return settle(withLosses(adopted, { wasCutOff: !item.whole && !item.interrupted }), turn, !isHeard);
}

/** Telephony has handed over. The model is told the conversation so far, then goes on where it stopped. */
export function onResumed(
  state: BridgeState,
  { items, callerMs }: { items: readonly CarriedItem[]; callerMs: number },
): Step {
  if (!state.model.isRestoring) return [state, []];
  const { conversation, interview } = state;
  const said = [...conversation.turns.values()].filter(({ speaker }) => speaker === 'candidate');
  const nowMs = conversation.clockMs;
  const fromMs = Math.max(0, nowMs - callerMs);
  const skipUntilMs = Math.max(0, ...said.map(({ endedAtMs }) => endedAtMs ?? 0)) - paddingMs;
  let step: Step = [
    {
      ...state,
      model: { ...state.model, isRestoring: false },
      floor: { ...state.floor, isCatchingUp: true },
      line: { ...state.line, away: null, skipUntilMs, liveFromMs: fromMs + callerMs },
    },
    [],
  ];
  // What was said after the audio that is still to come is told after that audio.
  const toldUntilMs = Math.max(fromMs, skipUntilMs);
  for (const turn of conversation.turns.values()) {
    if (!turn.settled || (turn.startedAtMs ?? 0) > toldUntilMs) continue;
    step = andThen(step, (current) => replay(current, turn));
  }
  for (const item of items) step = andThen(step, (current) => adopt(current, item, nowMs));
  step = andThen(step, (current) => [
    withConversation(current, { clockMs: fromMs }),
    interview.lastNote === null ? [] : [{ type: 'model.tell', text: interview.lastNote }],
  ]);
  return andThen(step, (current) =>
    isCaughtUp(current, fromMs) ? onCaughtUp(current, nothing) : [current, []],
  );
}

/** All of the caller's audio from the time of the loss has been replayed, by this time. */
export function isCaughtUp({ floor, line }: BridgeState, clockMs: number): boolean {
  return floor.isCatchingUp && clockMs >= line.liveFromMs;
}

/** Goes on after the replay, which was loud and quiet for this long. */
export function onCaughtUp(state: BridgeState, replayed: ReplayedSound): Step {
  const { conversation } = state;
  const current = withFloor(state, { isCatchingUp: false });
  if (state.phase !== 'talking' || state.ending.isSayingGoodbye) return considerLeaving([current, []]);
  const isSpeaking = replayed.loudMs >= spokenMs && replayed.quietMs < pauseMs;
  if (unheardTurns(conversation).length > 0) return goOnPlaying(current, isSpeaking);
  const last = lastAudible(current);
  const lastEndedMs = last?.speaker === 'interviewer' ? heardUntil(last) : 0;
  const hasSpoken = replayed.loudMs >= spokenMs && (replayed.lastLoudMs ?? 0) > lastEndedMs;
  if (!isSpeaking && !hasSpoken) return goOn(current);
  // It is answered like any other turn.
  if (isToldOfTurn(current)) return [current, []];
  // The model will tell of the candidate's turn, which is then answered.
  const timer: BridgeEffect = { type: 'set_timer', name: 'turn_missing', afterMs: turnMissingMs };
  return [withFloor(current, { isTurnMissing: true }), [timer]];
}

/** The model has already told that the candidate speaks in the replayed audio, which came in slices. */
function isToldOfTurn({ conversation, line }: BridgeState): boolean {
  const recordedUntilMs = line.skipUntilMs + paddingMs;
  return [...conversation.turns.values()].some(
    ({ speaker, settled, startedAtMs }) =>
      speaker === 'candidate' && (!settled || (startedAtMs ?? 0) >= recordedUntilMs),
  );
}

const heardUntil = ({ startedAtMs, heardMs, heardUntilMs }: Turn) =>
  heardUntilMs ?? (startedAtMs ?? 0) + heardMs;

/** The interviewer's audio that is still to be heard goes on, unless the candidate is taking the floor. */
function goOnPlaying(state: BridgeState, isSpeaking: boolean): Step {
  if (!isSpeaking) return [state, [say({ type: 'unhold' })]];
  return hold(state, '');
}

/** What sounded like the candidate was no turn of theirs. */
export function onTurnMissing(state: BridgeState): Step {
  return state.floor.isTurnMissing ? goOn(withFloor(state, { isTurnMissing: false })) : [state, []];
}

function lastAudible({ conversation }: BridgeState): Turn | undefined {
  const audible = [...conversation.turns.values()].filter(
    ({ speaker, settled, heardMs }) => speaker === 'candidate' || !settled || heardMs > 0,
  );
  return audible.at(-1);
}

/** Whose turn it is after a loss. */
export function goOn(state: BridgeState): Step {
  const last = lastAudible(state);
  if (last?.speaker === 'interviewer' && state.losses.wasCutOff) {
    const told = andThen(replayUnknown(withLosses(state, { wasCutOff: false })), (current) => [
      current,
      [{ type: 'model.tell', text: cutOff }],
    ]);
    return andThen(told, respond);
  }
  if (last === undefined || last.speaker === 'candidate' || state.model.isResponseOwed) return respond(state);
  return awaitCandidate([state, []]);
}
