import type { BridgeEffect, BridgeState, Step } from './bridge-state.ts';
import { withCancelled } from './candidate-turn.ts';
import { unheardTurns } from './conversation.ts';
import { takeTurn } from './director.ts';

/**
 * Who has the floor. The phone falls silent as soon as the candidate makes a sound, and nothing is lost by it:
 * sustained speech takes the floor, a short sound gives it back and the sentence goes on. The model's own
 * interruption and response are switched off, so that the two never differ.
 */

/** Speech of so long takes the floor. "Mm-hm" is shorter. */
const sustainedMs = 500;
/** A sound that is followed by so much quiet was a short one. */
const quietLimitMs = 300;
/** Of the greeting's beginning nobody takes the floor: "hello?" is said into it. */
const protectedMs = 1_000;
const mostAsides = 20;

const acknowledging = new Set(
  'mm mhm mm-hm mmhm mmm hm hmm uh-huh uhuh uh huh ah oh yeah yep yes ok okay right sure good great fine exactly hello hi hey'.split(
    ' ',
  ),
);

/** Whether these words only say "I am listening". No words at all do not say more. */
export function isAcknowledging(text: string): boolean {
  const words = text
    .toLowerCase()
    .replaceAll(/[^a-z' -]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  return words.length <= 3 && words.every((word) => acknowledging.has(word));
}

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
  if (isProtected(state)) return [withAside(state, itemId), []];
  return [{ ...state, held: { itemId, loudMs: 0, quietMs: 0 } }, [{ type: 'link.hold' }]];
}

function withAside(state: BridgeState, itemId: string): BridgeState {
  return { ...state, asides: [...state.asides, itemId].slice(-mostAsides) };
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

/** It was a cough or a "mm-hm": the sentence goes on where it was held. */
function giveBack(state: BridgeState): Step {
  if (state.held === null) return [state, []];
  const unheld = { ...state, held: null };
  const { itemId } = state.held;
  return [itemId === '' ? unheld : withAside(unheld, itemId), [{ type: 'link.unhold' }]];
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
  if (state.phase !== 'talking' || state.farewell) return [state, []];
  if (state.held?.itemId === itemId) return giveBack(state);
  if (state.asides.includes(itemId) || isAnswered(state, itemId)) return [state, []];
  return takeTurn(state);
}

/** A sound that did not interrupt turns out to be words: then it does. */
export function onAsideUnderstood(state: BridgeState, itemId: string, text: string | null): Step {
  if (!state.asides.includes(itemId)) return [state, []];
  const known = { ...state, asides: state.asides.filter((aside) => aside !== itemId) };
  if (text === null || isAcknowledging(text) || state.phase !== 'talking' || state.farewell)
    return [known, []];
  const [cut, effects] = hasFloor(known) ? interrupt(known) : ([known, []] as Step);
  const [answering, asked] = takeTurn(cut);
  return [answering, [...effects, ...asked]];
}
