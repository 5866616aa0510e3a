import { mayHoldVoice } from '@ringback/shared/contract/audio';
import { type BridgeState, withConversation, withFloor, withModel, withSilence } from '../bridge-state.ts';
import { type BridgeEffect, type BridgeInput, type Step, say } from '../bridge-step.ts';
import { takeTurn } from '../interview/director.ts';
import { tell } from '../interview/notes.ts';
import { giveUp } from '../interview/settlement.ts';
import { onModelLost } from '../losses/recovery.ts';
import { openTurn, withTurnClosed } from './candidate-turn.ts';
import { unheardTurns } from './conversation.ts';
import { settleUnheard } from './interviewer-turn.ts';
import { idle, isUnderWay } from './response.ts';
import { silenceLimitsMs } from './silence.ts';

/**
 * The last resort, whatever goes wrong: when neither side has been heard for too long while the line is up, the
 * interviewer speaks, or the interview ends with a reason. Quiet is measured in caller audio, which comes for as long
 * as the candidate's line is there.
 */

/** It is the interviewer's turn, or neither side's. */
const nobodyLimitMs = 6_000;
/** A response or a model session is being made or awaited, which has its own limits. */
const askedLimitMs = 14_000;
/** The candidate has begun to speak and is silent, and the model does not say that they have finished. */
const openTurnLimitMs = 10_000;
/**
 * In noise a voice may not stand out. While the model says that the candidate speaks, sound that could be theirs
 * counts at this rate only. So an answer in a busy room is not cut off, and a model that takes the room for a voice is
 * not awaited without end.
 */
const soundShare = 0.1;
/** Added to the time after which a silent candidate is asked. */
const graceMs = 4_000;
/** Without a word heard in between. */
const mostRounds = 2;

const takeUp =
  'The candidate has heard nothing for a while. Say so in a few words, then say again what you were asking. Do not greet again.';

const signs = new Set<BridgeInput['type']>([
  ...(['call.heard', 'call.key', 'call.resumed', 'call.back', 'session.activated'] as const),
  ...(['model.speech_started', 'model.speech_stopped', 'model.transcribing', 'model.lost'] as const),
]);
const asks = new Set<BridgeEffect['type']>(['model.respond', 'reopen']);

function limitMs(state: BridgeState): number {
  const { model, floor, interview } = state;
  if (openTurn(state) !== undefined) return openTurnLimitMs;
  if (floor.isCandidateAwaited) return silenceLimitsMs[interview.jobConfiguration.patience] + graceMs;
  const isAsked = isUnderWay(model.response) || model.isAskingLater || model.isRestoring;
  return isAsked ? askedLimitMs : nobodyLimitMs;
}

/** Counts the quiet after each step of the bridge. Above its limit the interviewer is asked, or the interview ends. */
export function watch([state, effects]: Step, input: BridgeInput): Step {
  const { conversation, silence } = state;
  const isLoud =
    conversation.callerSpeech.at(-1)?.toMs === conversation.clockMs && openTurn(state) !== undefined;
  const isSign = signs.has(input.type) || effects.some(({ type }) => asks.has(type)) || isLoud;
  const isCounted = state.phase === 'talking' && state.line.away === null && state.floor.catchUp === null;
  if (isSign || !isCounted) {
    if (silence.quietMs === 0 && input.type !== 'call.heard') return [state, effects];
    const rounds = input.type === 'call.heard' ? 0 : silence.rounds;
    return [withSilence(state, { quietMs: 0, rounds }), effects];
  }
  if (input.type !== 'call.audio') return [state, effects];
  const mayBeVoice =
    silence.quietMs >= nobodyLimitMs && openTurn(state) !== undefined && mayHoldVoice(input.payload);
  const quietMs = silence.quietMs + input.audioMs * (mayBeVoice ? soundShare : 1);
  // To look at every turn for every frame would cost too much.
  if (quietMs < nobodyLimitMs || quietMs < limitMs(state)) return [withSilence(state, { quietMs }), effects];
  const [after, more] = breakSilence(withSilence(state, { quietMs: 0, rounds: silence.rounds + 1 }));
  return [after, [...effects, { type: 'stale', kind: 'silence_broken' }, ...more]];
}

function breakSilence(state: BridgeState): Step {
  const { model, silence, ending } = state;
  if (ending.isSayingGoodbye || (ending.isOrdered && silence.prompts > 0))
    return [state, [{ type: 'end', reason: 'completed' }]];
  if (silence.rounds > mostRounds) return giveUp(state);
  const open = openTurn(state);
  if (open !== undefined) return endTurn(state, open.itemId);
  if (isUnderWay(model.response) || model.isRestoring) return onModelLost(state);
  const wasCut = unheardTurns(state.conversation).length > 0;
  const free = withFloor(state, { held: null, speaking: null });
  const [cut, words] = settleUnheard(withModel(free, { response: idle, isAskingLater: false }));
  const [told, note] = wasCut ? tell(cut, takeUp) : ([cut, []] as Step);
  const [asked, more] = takeTurn(told);
  return [asked, [...words, say({ type: 'clear' }), ...note, ...more]];
}

/** Ends the candidate's turn with what was said so far. */
function endTurn(state: BridgeState, itemId: string): Step {
  const closed = withTurnClosed(state, itemId);
  const backchannels = closed.conversation.backchannels.filter((sound) => sound !== itemId);
  return [withConversation(closed, { backchannels }), [{ type: 'model.commit' }]];
}
