import { andThen } from '../and-then.ts';
import { type BridgeState, withConversation, withFloor, withModel } from '../bridge-state.ts';
import { type Step, say } from '../bridge-step.ts';
import { respondIfOwed, takeTurn } from '../interview/director.ts';
import { isBackchannel } from './backchannels.ts';
import { soundLeftMs, unheardTurns, withCancelled } from './conversation.ts';
import type { SoundCount } from './heard-caller.ts';
import { isUnderWay, runningId, toUnwanted } from './response.ts';

/**
 * Who has the floor. The phone falls silent as soon as the candidate makes a sound, and nothing is lost by that:
 * sustained speech takes the floor, and after a short sound the sentence goes on. The model's own interruption and
 * response are switched off, so that the model and this file never differ.
 */

/** Speech of this length takes the floor. "Mm-hm" is shorter. */
const sustainedMs = 500;
/** A sound with this much quiet after it was a short one. */
const quietLimitMs = 300;
/** The beginning of the greeting cannot be interrupted, because people say "hello?" then. */
const protectedMs = 1_000;
const mostBackchannels = 20;
/** However short, a sound that lasts into this much of the end of the interviewer's turn is an answer to it. */
const answeringMs = 300;
/** The ear goes on between two reports of what was heard. They come each 400 ms, or sooner. */
const mostReportGapMs = 500;

/** The interviewer is being heard, or about to be. */
export function hasFloor(state: BridgeState): boolean {
  return unheardTurns(state.conversation).length > 0 || isUnderWay(state.model.response);
}

function isProtected(state: BridgeState): boolean {
  const [first, second] = [...state.conversation.turns.values()].filter(
    ({ speaker }) => speaker === 'interviewer',
  );
  return first !== undefined && second === undefined && !first.settled && first.heardMs < protectedMs;
}

/** Sound from before this model session came before, or during, what is being heard now. */
function isBeforeTheTurn(state: BridgeState, atMs: number): boolean {
  if (atMs >= state.line.liveFromMs) return false;
  return !unheardTurns(state.conversation).some(
    ({ startedAtMs }) => startedAtMs !== null && startedAtMs <= atMs,
  );
}

/** The candidate makes a sound during the interviewer's turn, at this moment of their audio. */
export function contest(state: BridgeState, itemId: string, atMs: number): Step {
  if (state.phase !== 'talking' || !hasFloor(state) || isBeforeTheTurn(state, atMs)) return [state, []];
  if (isProtected(state)) return [withBackchannel(state, itemId), []];
  return hold(state, itemId);
}

/** The phone falls silent until it is clear who has the floor. An empty id: the model has not named the sound yet. */
export function hold(state: BridgeState, itemId: string): Step {
  const held = { itemId, atMs: state.conversation.clockMs, leftMs: leftMs(state) };
  return [withFloor(state, { held }), [say({ type: 'hold' })]];
}

/** How much of the interviewer's turn is still to be heard. Null: its length is not known. */
function leftMs({ conversation, model }: BridgeState): number | null {
  if (isUnderWay(model.response) || model.isResponseOwed) return null;
  const heardUntilMs = unheardTurns(conversation)[0]?.heardUntilMs ?? conversation.clockMs;
  return soundLeftMs(conversation) - Math.min(mostReportGapMs, conversation.clockMs - heardUntilMs);
}

/** Had the phone not fallen silent, the sound would have lasted to the end of the interviewer's turn, or nearly. */
function isAnswer({ floor: { held }, conversation }: BridgeState): boolean {
  if (held === null || held.leftMs === null) return false;
  const loudUntilMs = conversation.callerSpeech.at(-1)?.toMs ?? held.atMs;
  return held.leftMs - Math.max(0, loudUntilMs - held.atMs) <= answeringMs;
}

function withBackchannel(state: BridgeState, itemId: string): BridgeState {
  const backchannels = [...state.conversation.backchannels, itemId].slice(-mostBackchannels);
  return withConversation(state, { backchannels });
}

/** Whether the sound so far is speech that takes the floor, or was short and is over. Null: neither yet. */
export function judgeContest({ loudMs, quietMs }: SoundCount): 'sustained' | 'short' | null {
  if (loudMs >= sustainedMs) return 'sustained';
  return quietMs >= quietLimitMs ? 'short' : null;
}

/** The sound was a cough, a "mm-hm" or a short answer at the end. The sentence goes on where it was held. */
export function giveBack(state: BridgeState): Step {
  const { held } = state.floor;
  if (held === null) return [state, []];
  const unheld = withFloor(state, { held: null });
  const { itemId } = held;
  const isShort = itemId !== '' && !isAnswer(state);
  const given: Step = [isShort ? withBackchannel(unheld, itemId) : unheld, [say({ type: 'unhold' })]];
  return andThen(given, respondIfOwed);
}

/** The candidate takes the floor. What was not heard of the interviewer is cut off. */
export function interrupt(state: BridgeState): Step {
  const [dropped, effects] = drop(state);
  const cut = withFloor(dropped, { speaking: null, held: null });
  return [withModel(cut, { isResponseOwed: false }), [...effects, say({ type: 'clear' })]];
}

/** Drops the interviewer's words that were not heard: their response is cancelled, now or as soon as it begins. */
export function drop(state: BridgeState): Step {
  const { model, conversation } = state;
  const running = runningId(model.response);
  const unheard = unheardTurns(conversation).map(({ responseId }) => responseId);
  const dropped: BridgeState = {
    ...state,
    model: { ...model, response: toUnwanted(model.response) },
    conversation: withCancelled(conversation, [...new Set([...unheard, running])]),
  };
  return [dropped, running === null ? [] : [{ type: 'model.cancel', responseId: running }]];
}

/** A turn from before a loss that the interviewer has answered already, or is answering. */
function isAnswered(state: BridgeState, itemId: string): boolean {
  const saidAtMs = state.conversation.turns.get(itemId)?.startedAtMs ?? null;
  if (saidAtMs === null || saidAtMs >= state.line.liveFromMs) return false;
  return [...state.conversation.turns.values()].some(
    ({ speaker, settled, heardMs, startedAtMs }) =>
      speaker === 'interviewer' &&
      (!settled || heardMs > 0) &&
      (startedAtMs ?? state.line.liveFromMs) > saidAtMs,
  );
}

/** The model has the candidate's whole turn, which is answered unless it was no turn. */
export function onTurnTaken(state: BridgeState, itemId: string): Step {
  if (state.phase !== 'talking' || state.ending.isSayingGoodbye) return [state, []];
  if (state.floor.held?.itemId === itemId)
    return andThen(giveBack(state), (given) => onTurnTaken(given, itemId));
  const isAside = state.conversation.backchannels.includes(itemId);
  return isAside || isAnswered(state, itemId) ? respondIfOwed(state) : takeTurn(state);
}

/** A sound that did not interrupt turns out to be words, so it does interrupt. */
export function onBackchannelUnderstood(state: BridgeState, itemId: string, text: string | null): Step {
  const { backchannels } = state.conversation;
  if (!backchannels.includes(itemId)) return [state, []];
  const known = withConversation(state, { backchannels: backchannels.filter((sound) => sound !== itemId) });
  if (
    text === null ||
    isBackchannel(text, known.interview.jobConfiguration.language) ||
    known.phase !== 'talking' ||
    known.ending.isSayingGoodbye
  )
    return [known, []];
  return andThen(hasFloor(known) ? interrupt(known) : [known, []], takeTurn);
}
