import { andThen } from '../and-then.ts';
import type { BridgeEffect, BridgeState, Step } from '../bridge-state.ts';
import { respondIfOwed, takeTurn } from '../interview/director.ts';
import { isBackchannel } from './backchannels.ts';
import { withCancelled } from './candidate-turn.ts';
import { soundLeftMs, unheardTurns } from './conversation.ts';

/**
 * Who has the floor. The phone falls silent as soon as the candidate makes a sound, and nothing is lost by it:
 * sustained speech takes the floor, a short sound gives it back and the sentence goes on. The model's own
 * interruption and response are switched off, so that the two never differ.
 */

/** Speech of so long takes the floor. "Mm-hm" is shorter. */
const sustainedMs = 500;
/** A sound that is followed by so much quiet was a short one. */
const quietLimitMs = 300;
/** The beginning of the greeting cannot be interrupted: "hello?" is said into it. */
const protectedMs = 1_000;
const mostBackchannels = 20;
/** A sound that lasts into so much of the end of the interviewer's turn is an answer to it, however short. */
const answeringMs = 300;
/** Between two reports of what was heard the ear goes on; they come ten times a second. */
const mostReportGapMs = 200;

/** The interviewer is being heard, or about to be. */
export function hasFloor(state: BridgeState): boolean {
  return unheardTurns(state.conversation).length > 0 || state.responseId !== null || state.expecting;
}

function isProtected(state: BridgeState): boolean {
  const [first, second] = [...state.conversation.turns.values()].filter(
    ({ speaker }) => speaker === 'interviewer',
  );
  return first !== undefined && second === undefined && !first.settled && first.heardMs < protectedMs;
}

/** What comes from before this model session was said before what is being heard now, or into it. */
function isBeforeTheTurn(state: BridgeState, atMs: number): boolean {
  if (atMs >= state.liveFromMs) return false;
  return !unheardTurns(state.conversation).some(
    ({ startedAtMs }) => startedAtMs !== null && startedAtMs <= atMs,
  );
}

/** The candidate makes a sound into the interviewer's turn, at this moment of their audio. */
export function contest(state: BridgeState, itemId: string, atMs: number): Step {
  if (state.phase !== 'talking' || !hasFloor(state) || isBeforeTheTurn(state, atMs)) return [state, []];
  if (isProtected(state)) return [withBackchannel(state, itemId), []];
  return hold(state, itemId);
}

/** The phone falls silent until it is clear who has the floor. An empty id: the model has not named the sound. */
export function hold(state: BridgeState, itemId: string): Step {
  const held = { itemId, loudMs: 0, quietMs: 0, atMs: state.conversation.clockMs, leftMs: leftMs(state) };
  return [{ ...state, held }, [{ type: 'link.hold' }]];
}

/** How much of the interviewer's turn is still to be heard; null while its length is not known. */
function leftMs({ conversation, responseId, expecting, responseOwed }: BridgeState): number | null {
  if (responseId !== null || expecting || responseOwed) return null;
  const heardUntilMs = unheardTurns(conversation)[0]?.heardUntilMs ?? conversation.clockMs;
  return soundLeftMs(conversation) - Math.min(mostReportGapMs, conversation.clockMs - heardUntilMs);
}

/** Had the phone not fallen silent, the sound would have lasted to the end of the interviewer's turn, or nearly. */
function isAnswer({ held, callerSpeech }: BridgeState): boolean {
  if (held === null || held.leftMs === null) return false;
  const loudUntilMs = callerSpeech.at(-1)?.toMs ?? held.atMs;
  return held.leftMs - Math.max(0, loudUntilMs - held.atMs) <= answeringMs;
}

function withBackchannel(state: BridgeState, itemId: string): BridgeState {
  return { ...state, backchannels: [...state.backchannels, itemId].slice(-mostBackchannels) };
}

/** One more piece of caller audio while the floor is contested. */
export function listen(state: BridgeState, isLoud: boolean, audioMs: number): Step {
  if (state.held === null) return [state, []];
  const held = {
    ...state.held,
    loudMs: state.held.loudMs + (isLoud ? audioMs : 0),
    quietMs: isLoud ? 0 : state.held.quietMs + audioMs,
  };
  if (held.loudMs >= sustainedMs) return interrupt(state);
  if (held.quietMs >= quietLimitMs) return giveBack({ ...state, held });
  return [{ ...state, held }, []];
}

/** It was a cough, a "mm-hm", or a short answer at the end: the sentence goes on where it was held. */
function giveBack(state: BridgeState): Step {
  if (state.held === null) return [state, []];
  const unheld = { ...state, held: null };
  const { itemId } = state.held;
  const isShort = itemId !== '' && !isAnswer(state);
  const given: Step = [isShort ? withBackchannel(unheld, itemId) : unheld, [{ type: 'link.unhold' }]];
  return andThen(given, respondIfOwed);
}

/** The candidate takes the floor: whatever the interviewer has not been heard with is cut off. */
export function interrupt(state: BridgeState): Step {
  const unheard = unheardTurns(state.conversation);
  const responses = unheard.flatMap(({ responseId }) => (responseId === null ? [] : [responseId]));
  const effects: BridgeEffect[] = [];
  if (state.responseId !== null) {
    responses.push(state.responseId);
    effects.push({ type: 'model.cancel', responseId: state.responseId });
  }
  effects.push({ type: 'link.clear' });
  const isAwaited = state.expecting && state.responseId === null;
  const cut = withCancelled({ ...state, speaking: null, held: null }, [...new Set(responses)]);
  return [{ ...cut, unwanted: isAwaited, responseOwed: false }, effects];
}

/** A turn of before a loss that the interviewer has answered already, or is answering. */
function isAnswered(state: BridgeState, itemId: string): boolean {
  const saidAtMs = state.conversation.turns.get(itemId)?.startedAtMs ?? null;
  if (saidAtMs === null || saidAtMs >= state.liveFromMs) return false;
  return [...state.conversation.turns.values()].some(
    ({ speaker, settled, heardMs, startedAtMs }) =>
      speaker === 'interviewer' && (!settled || heardMs > 0) && (startedAtMs ?? state.liveFromMs) > saidAtMs,
  );
}

/** The model has the candidate's whole turn: it is answered, unless it was no turn. */
export function onTurnTaken(state: BridgeState, itemId: string): Step {
  if (state.phase !== 'talking' || state.isSayingGoodbye) return [state, []];
  if (state.held?.itemId === itemId) return andThen(giveBack(state), (given) => onTurnTaken(given, itemId));
  if (state.backchannels.includes(itemId) || isAnswered(state, itemId)) return respondIfOwed(state);
  return takeTurn(state);
}

/** A sound that did not interrupt turns out to be words: then it does. */
export function onBackchannelUnderstood(state: BridgeState, itemId: string, text: string | null): Step {
  if (!state.backchannels.includes(itemId)) return [state, []];
  const known = { ...state, backchannels: state.backchannels.filter((sound) => sound !== itemId) };
  if (
    text === null ||
    isBackchannel(text, known.jobConfiguration.language) ||
    state.phase !== 'talking' ||
    state.isSayingGoodbye
  )
    return [known, []];
  const [cut, effects] = hasFloor(known) ? interrupt(known) : ([known, []] as Step);
  const [answering, asked] = takeTurn(cut);
  return [answering, [...effects, ...asked]];
}
