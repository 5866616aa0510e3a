import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { BridgeEffect, BridgeState, Step } from '../bridge-state.ts';
import { afterGoodbye } from '../interview/goodbye.ts';
import { giveUp } from '../interview/settlement.ts';
import { withCancelled } from '../turns/candidate-turn.ts';
import {
  type Conversation,
  emptyConversation,
  newTurn,
  unheardTurns,
  withPrevious,
  withTurn,
} from '../turns/conversation.ts';
import type { ModelTrouble } from './model-trouble.ts';

/** Model sessions and bridges that a call may lose; the next loss ends it. */
export const mostLosses = 2;
const reopenLimitMs = 4_000;
/** The second attempt waits a moment: whatever refused the first is given time. */
const secondAttemptMs = 500;
/** However long the provider asks to be left alone. */
const longestWaitMs = 10_000;
/** A provider that has no room for a session is waited for so long in all: before the first word, and after it. */
const mostRefusedMs = { preparing: 2_000, talking: 18_000 } as const;

/** The conversation of an interview that is taken up, from its transcript in conversation order. */
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

/** What the candidate was saying comes again from telephony, as audio: its unfinished turns are forgotten. */
function withoutUnfinished(conversation: Conversation): Conversation {
  const turns = [...conversation.turns].filter(
    ([, { speaker, settled }]) => speaker !== 'candidate' || settled,
  );
  return { ...conversation, turns: new Map(turns) };
}

/** The provider lets no session begin just now: that is no loss, and has a bound of its own. */
function isTurnedAway({ isConnected }: BridgeState, trouble: ModelTrouble | undefined): boolean {
  return !isConnected && trouble?.kind === 'passing';
}

/** How long to wait before the next attempt; null when the provider has been waited for long enough. */
function nextAttemptMs(state: BridgeState, losses: number, trouble: ModelTrouble | undefined): number | null {
  const wantedMs = trouble?.retryAfterMs ?? 0;
  if (!isTurnedAway(state, trouble))
    return Math.min(longestWaitMs, Math.max(losses <= 1 ? 0 : secondAttemptMs, wantedMs));
  const leftMs = mostRefusedMs[state.phase === 'talking' ? 'talking' : 'preparing'] - state.refusedMs;
  // Twice as long in all with every attempt, unless the provider wants more.
  const ownMs = Math.max(secondAttemptMs, state.refusedMs);
  return leftMs <= 0 ? null : Math.min(leftMs, longestWaitMs, Math.max(ownMs, wantedMs));
}

/**
 * The model session is gone. What was made of the interviewer's turn plays on when it is whole; otherwise it is
 * cut at what was heard. Another session is opened, twice in a call, and not before the provider wants to be asked.
 */
export function onModelLost(state: BridgeState, trouble?: ModelTrouble): Step {
  if (state.phase === 'leaving' || state.isSayingGoodbye) return afterGoodbye(state);
  const isRefusal = isTurnedAway(state, trouble);
  const losses = isRefusal ? state.losses : state.losses + 1;
  const afterMs = nextAttemptMs(state, losses, trouble);
  // What only the operator can mend refuses another session too.
  if (losses > mostLosses || afterMs === null || trouble?.kind === 'operator') return giveUp(state);
  const unheard = unheardTurns(state.conversation);
  const isCut = unheard.some(({ generated }) => !generated);
  const responses = unheard.flatMap(({ responseId }) => (isCut && responseId !== null ? [responseId] : []));
  const begun = state.phase === 'talking';
  const lost: BridgeState = {
    ...withCancelled(state, state.responseId === null ? responses : [...responses, state.responseId]),
    conversation: withoutUnfinished(state.conversation),
    phase: begun ? 'talking' : 'preparing',
    losses,
    isConnected: false,
    refusedMs: isRefusal ? state.refusedMs + afterMs : afterMs,
    awaited: null,
    receivedHash: null,
    responseId: null,
    responseOwed: false,
    expecting: false,
    failedResponses: 0,
    silentResponses: 0,
    isAskingLater: false,
    speaking: null,
    voiceFixed: false,
    voice: null,
    restoring: begun,
    listening: !begun,
    clockBaseMs: null,
    unknownToModel: new Set(state.conversation.turns.keys()),
    catchUp: null,
    turnMissing: false,
    wasCutOff: state.wasCutOff || isCut,
    held: null,
    unwanted: false,
    silence: { waiting: false, prompts: state.silence.prompts },
  };
  const effects: BridgeEffect[] = [{ type: 'link.waiting' }];
  if (isCut) effects.push({ type: 'link.clear' });
  else if (state.held !== null) effects.push({ type: 'link.unhold' });
  effects.push(
    { type: 'reopen', afterMs },
    { type: 'set_timer', name: 'receipt', afterMs: afterMs + reopenLimitMs },
  );
  return [lost, effects];
}

const renewAgainMs = 5_000;

/** The session's time is running out: at a pause it is replaced, which is no loss. */
export function onRenew(state: BridgeState): Step {
  const isPause = state.silence.waiting && unheardTurns(state.conversation).length === 0;
  if (state.phase === 'talking' && !isPause) {
    return [state, [{ type: 'set_timer', name: 'renew', afterMs: renewAgainMs }]];
  }
  const [renewed, effects] = onModelLost({ ...state, losses: state.losses - 1 });
  return [
    renewed,
    effects
      .filter(({ type }) => type !== 'link.waiting')
      .map((effect) => (effect.type === 'reopen' ? { ...effect, isRenewal: true } : effect)),
  ];
}
