import type { BridgeState } from '../bridge-state.ts';
import type { BridgeEffect, Step } from '../bridge-step.ts';
import { mostTextLength, newTurn, type Turn, withTurn } from './conversation.ts';
import { measureSpeech } from './speech-timing.ts';
import { spokenWithin } from './stretches.ts';
import { followedTurn } from './turn-order.ts';

/** A model that gives no sign of a response for this long has stalled. */
export const stallLimitMs = 3_000;

/** The candidate begins to speak. */
export function onSpeechStarted(state: BridgeState, itemId: string, atMs: number): Step {
  const turn: Turn = { ...newTurn(itemId, 'candidate'), startedAtMs: atMs };
  const { floor, conversation } = state;
  return [
    { ...state, floor: { ...floor, isTurnMissing: false }, conversation: withTurn(conversation, turn) },
    [],
  ];
}

function knownTurn(state: BridgeState, itemId: string): Turn {
  return state.conversation.turns.get(itemId) ?? newTurn(itemId, 'candidate');
}

export function onSpeechStopped(state: BridgeState, itemId: string, atMs: number): Step {
  const turn = { ...knownTurn(state, itemId), endedAtMs: atMs };
  return [{ ...state, conversation: withTurn(state.conversation, turn) }, []];
}

/** Words of what is being said, which may still change. */
export function onTranscribing(state: BridgeState, itemId: string, text: string): Step {
  const known = knownTurn(state, itemId);
  if (known.settled) return [state, [{ type: 'stale', kind: 'transcription' }]];
  const turn = { ...known, text: `${known.text}${text}`.slice(0, mostTextLength) };
  const words = {
    itemId,
    previousItemId: followedTurn(state, turn),
    speaker: 'candidate' as const,
    text: turn.text.trim(),
  };
  return [{ ...state, conversation: withTurn(state.conversation, turn) }, [{ type: 'show', words }]];
}

/** What recognisers are known to write when there was only noise. */
const hallucinated =
  /^\W*(thanks? (you )?(so much )?for watching|please subscribe|subtitles? (by|made)|see you (in the )?next (time|video)|amara\.org)\b/i;
const longestHallucinationMs = 2_500;

function isHallucinated(text: string, durationMs: number): boolean {
  return durationMs <= longestHallucinationMs && hallucinated.test(text);
}

/** The final transcript. Null: it failed, and the turn stands on the record as a visible gap. */
export function onTranscribed(state: BridgeState, itemId: string, text: string | null): Step {
  const known = knownTurn(state, itemId);
  if (known.settled) return [state, [{ type: 'stale', kind: 'transcription' }]];
  const { clockMs } = state.conversation;
  const fromMs = known.startedAtMs ?? clockMs;
  const toMs = Math.max(fromMs, known.endedAtMs ?? clockMs);
  const spoken = spokenWithin(state.conversation.callerSpeech, { fromMs, toMs });
  const said = text === null || isHallucinated(text, toMs - fromMs) ? '' : text.slice(0, mostTextLength);
  // Without a voice and without words the candidate did not speak. Such a turn has no length, and is no gap.
  const isNothing = spoken === null && text !== null && said.trim() === '';
  const [startedAtMs, endedAtMs] =
    spoken === null ? [fromMs, isNothing ? fromMs : toMs] : [spoken.fromMs, spoken.toMs];
  const turn: Turn = { ...known, text: said, startedAtMs, endedAtMs, settled: true };
  const conversation = withTurn(state.conversation, turn);
  const commit: BridgeEffect = {
    type: 'commit',
    fact: {
      type: 'transcript.completed',
      itemId,
      previousItemId: followedTurn({ ...state, conversation }, turn),
      speaker: 'candidate',
      text: turn.text.trim(),
      startedAtMs: Math.round(startedAtMs),
      endedAtMs: Math.round(endedAtMs),
    },
  };
  return [{ ...state, conversation }, [commit, { type: 'commit', fact: measureSpeech(conversation, turn) }]];
}

/** The candidate's turns that have begun, and whose end is not known. */
function openTurns({ conversation }: BridgeState): Turn[] {
  return [...conversation.turns.values()].filter(
    ({ speaker, settled, startedAtMs, endedAtMs }) =>
      speaker === 'candidate' && !settled && startedAtMs !== null && endedAtMs === null,
  );
}

/** One of these turns. */
export function openTurn(state: BridgeState): Turn | undefined {
  return openTurns(state)[0];
}

/** The candidate has the floor: what they are saying is more than a sound during the interviewer's turn. */
export function isCandidateSpeaking(state: BridgeState): boolean {
  return openTurns(state).some(({ itemId }) => !state.conversation.backchannels.includes(itemId));
}

/** The model has all of a turn, even if it has not told of its end. */
export function withTurnClosed(state: BridgeState, itemId: string): BridgeState {
  const open = openTurns(state).find((turn) => turn.itemId === itemId);
  if (open === undefined) return state;
  const closed = { ...open, endedAtMs: state.conversation.clockMs };
  return { ...state, conversation: withTurn(state.conversation, closed) };
}

/** Ends the turn that the candidate was in when the call ended. Otherwise its words are lost. */
export function breakOff(state: BridgeState): Step {
  const open = openTurn(state);
  if (open === undefined) return [state, []];
  return [withTurnClosed(state, open.itemId), [{ type: 'model.commit' }]];
}

/** Candidate turns whose words are not known yet. */
export function pendingTranscriptions(state: BridgeState): Turn[] {
  return [...state.conversation.turns.values()].filter(
    ({ speaker, settled, endedAtMs }) => speaker === 'candidate' && !settled && endedAtMs !== null,
  );
}
