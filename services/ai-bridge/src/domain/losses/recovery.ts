import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { type BridgeState, withLosses } from '../bridge-state.ts';
import { type BridgeEffect, type Step, say } from '../bridge-step.ts';
import { afterGoodbye } from '../interview/goodbye.ts';
import { giveUp } from '../interview/settlement.ts';
import { newModel } from '../model-state.ts';
import {
  type Conversation,
  emptyConversation,
  newTurn,
  unheardTurns,
  withCancelled,
  withPrevious,
  withTurn,
} from '../turns/conversation.ts';
import { freeFloor } from '../turns/floor-state.ts';
import { runningId } from '../turns/response.ts';
import type { ModelTrouble } from './model-trouble.ts';

/** How many model sessions and bridges a call may lose. The next loss ends it. */
export const mostLosses = 2;
const reopenLimitMs = 4_000;
/** The second attempt waits a moment, to give time to whatever refused the first. */
const secondAttemptMs = 500;
/** The longest wait between attempts, whatever the provider asks. */
const longestWaitMs = 10_000;
/** For how long in all the bridge waits for a provider without room, before and after the first word. */
const mostRefusedMs = { preparing: 2_000, talking: 18_000 } as const;

/** The conversation of an interview that is taken over, from its transcript in conversation order. */
export function restoreConversation(transcript: readonly TranscriptItem[], clockMs: number): Conversation {
  let conversation: Conversation = { ...emptyConversation, clockMs };
  for (const item of transcript) {
    if (item.status === 'in_progress') continue;
    const heardMs = (item.endedAtMs ?? 0) - (item.startedAtMs ?? 0);
    conversation = withTurn(conversation, {
      ...newTurn(item.itemId, item.speaker),
      text: item.text,
      audioMs: heardMs,
      heardMs: item.speaker === 'interviewer' ? Math.max(1, heardMs) : 0,
      generated: true,
      startedAtMs: item.startedAtMs,
      endedAtMs: item.endedAtMs,
      settled: true,
    });
    conversation = withPrevious(conversation, item.itemId, item.previousItemId);
  }
  return conversation;
}

/** Forgets the candidate's unfinished turns: telephony sends them again as audio. */
function withoutUnfinished(conversation: Conversation): Conversation {
  const turns = [...conversation.turns].filter(
    ([, { speaker, settled }]) => speaker !== 'candidate' || settled,
  );
  return { ...conversation, turns: new Map(turns) };
}

/** The provider lets no session begin at the moment. That is no loss, and has its own bound. */
function isTurnedAway({ model }: BridgeState, trouble: ModelTrouble | undefined): boolean {
  return !model.isConnected && trouble?.kind === 'passing';
}

function waitMs(count: number, wantedMs: number): number {
  return Math.min(longestWaitMs, Math.max(count <= 1 ? 0 : secondAttemptMs, wantedMs));
}

/** How long to wait before the next attempt. Null: the bridge has waited long enough for the provider. */
function nextAttemptMs(state: BridgeState, count: number, trouble: ModelTrouble | undefined): number | null {
  const wantedMs = trouble?.retryAfterMs ?? 0;
  if (!isTurnedAway(state, trouble)) return waitMs(count, wantedMs);
  const { refusedMs } = state.losses;
  const leftMs = mostRefusedMs[state.phase === 'talking' ? 'talking' : 'preparing'] - refusedMs;
  // The whole wait doubles with every attempt, unless the provider wants more.
  const ownMs = Math.max(secondAttemptMs, refusedMs);
  return leftMs <= 0 ? null : Math.min(leftMs, longestWaitMs, Math.max(ownMs, wantedMs));
}

/** Telephony looks for another bridge, and for this one again when there is no other. */
export const giveToAnother: BridgeEffect = { type: 'leave', reason: 'no connection can be opened here' };

/**
 * The model session is gone. The interviewer's turn plays on if all of it was made, and otherwise is cut at what was
 * heard. Another session is opened, twice in a call, but not before the provider wants to be asked. Where this machine
 * is what is in the way, another bridge opens it.
 */
export function onModelLost(state: BridgeState, trouble?: ModelTrouble): Step {
  if (isSayingGoodbye(state)) return afterGoodbye(state);
  if (trouble?.kind === 'here') return [state, [giveToAnother]];
  const isRefusal = isTurnedAway(state, trouble);
  const count = isRefusal ? state.losses.count : state.losses.count + 1;
  const afterMs = nextAttemptMs(state, count, trouble);
  // Trouble that only the operator can mend would refuse another session too.
  if (count > mostLosses || afterMs === null || trouble?.kind === 'operator') return giveUp(state);
  const refusedMs = isRefusal ? state.losses.refusedMs + afterMs : afterMs;
  const [replaced, effects] = replaceModel(withLosses(state, { count, refusedMs }), afterMs);
  return [replaced, [say({ type: 'waiting' }), { type: 'lose_model' }, ...effects]];
}

function isSayingGoodbye({ phase, ending }: BridgeState): boolean {
  return phase === 'leaving' || ending.isSayingGoodbye;
}

/** Everything of the model's goes with it. A turn that it had begun is cut, unless all of it was made. */
function replaceModel(state: BridgeState, afterMs: number): Step {
  const { conversation, losses, floor } = state;
  const unheard = unheardTurns(conversation);
  const isCut = unheard.some(({ generated }) => !generated);
  const cut = [
    ...(isCut ? unheard.map(({ responseId }) => responseId) : []),
    runningId(state.model.response),
  ];
  const isBegun = state.phase === 'talking';
  // A bridge that has taken over the interview, and has had no hand-over yet, still waits for it.
  const isRestoring = isBegun || state.model.isRestoring;
  const replaced: BridgeState = {
    ...state,
    phase: isBegun ? 'talking' : 'preparing',
    model: newModel({ isRestoring, unknownItems: new Set(conversation.turns.keys()) }),
    floor: freeFloor,
    losses: { ...losses, wasCutOff: losses.wasCutOff || isCut },
    conversation: withoutUnfinished(withCancelled(conversation, cut)),
  };
  const effects: BridgeEffect[] = [
    { type: 'reopen', afterMs },
    { type: 'set_timer', name: 'receipt', afterMs: afterMs + reopenLimitMs },
  ];
  if (isCut) effects.unshift(say({ type: 'clear' }));
  else if (floor.held !== null) effects.unshift(say({ type: 'unhold' }));
  return [replaced, effects];
}

const renewAgainMs = 5_000;

/** The session's time is running out. It is replaced at a pause, which is no loss. */
export function onRenew(state: BridgeState): Step {
  const isPause = state.floor.isCandidateAwaited && unheardTurns(state.conversation).length === 0;
  if (state.phase === 'talking' && !isPause)
    return [state, [{ type: 'set_timer', name: 'renew', afterMs: renewAgainMs }]];
  if (isSayingGoodbye(state)) return afterGoodbye(state);
  const afterMs = waitMs(state.losses.count, 0);
  return replaceModel(withLosses(state, { refusedMs: afterMs }), afterMs);
}
