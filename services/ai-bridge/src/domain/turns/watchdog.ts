import { type BridgeState, withConversation, withFloor, withModel, withSilence } from '../bridge-state.ts';
import { type BridgeEffect, type BridgeInput, type Step, say } from '../bridge-step.ts';
import { takeTurn } from '../interview/director.ts';
import { endAfterGoodbye } from '../interview/goodbye.ts';
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
export const leastLimitMs = 6_000;
/** A response or a model session is being made or awaited, which has its own limits. */
const askedLimitMs = 14_000;
/** The candidate has begun to speak and is silent, and the model does not say that they have finished. */
const openTurnLimitMs = 10_000;
/**
 * In noise a voice may not stand out. While the model says that the candidate speaks, sound that could be theirs
 * counts at this rate only. So an answer in a busy room is not cut off, and a model that takes the room for a voice is
 * not awaited without end.
 */
export const soundShare = 0.1;
/** Added to the time after which a silent candidate is asked. */
const graceMs = 4_000;
/** Without a word heard in between. */
const mostRounds = 2;

const takeUp =
  'The candidate has heard nothing for a while. Say so in a few words, then say again what you were asking. Do not greet again.';

const signs = new Set<BridgeInput['type']>([
  ...([
    'call.heard',
    'call.key',
    'session.steered',
    'call.resumed',
    'call.back',
    'session.activated',
  ] as const),
  ...(['model.speech_started', 'model.speech_stopped', 'model.transcribing', 'model.lost'] as const),
]);
const asks = new Set<BridgeEffect['type']>(['model.respond', 'reopen']);

/** For how long neither side may be heard now. Never less than `leastLimitMs`. */
export function limitMs(state: BridgeState): number {
  const { model, floor, interview } = state;
  if (openTurn(state) !== undefined) return openTurnLimitMs;
  if (floor.isCandidateAwaited) return silenceLimitsMs[interview.jobConfiguration.patience] + graceMs;
  const isAsked = isUnderWay(model.response) || model.isAskingLater || model.isRestoring;
  return isAsked ? askedLimitMs : leastLimitMs;
}

/** A side is heard, or the model is asked. */
export function isSign({ type }: BridgeInput, effects: readonly BridgeEffect[]): boolean {
  return signs.has(type) || effects.some((effect) => asks.has(effect.type));
}

/** The line is up in the middle of the interview, and the audio is of now. */
export function isQuietCounted({ phase, line, floor }: BridgeState): boolean {
  return phase === 'talking' && line.away === null && !floor.isCatchingUp;
}

/** Neither side has been heard for too long: the interviewer is asked, or the interview ends. */
export function onQuiet(state: BridgeState): Step {
  const { rounds } = state.silence;
  const [after, effects] = breakSilence(withSilence(state, { rounds: rounds + 1 }));
  return [after, [{ type: 'stale', kind: 'silence_broken' }, ...effects]];
}

function breakSilence(state: BridgeState): Step {
  const { model, silence, ending } = state;
  if (ending.isSayingGoodbye || (ending.isOrdered && silence.prompts > 0))
    return [state, [endAfterGoodbye(state)]];
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
