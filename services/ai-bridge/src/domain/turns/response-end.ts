import { andThen } from '../and-then.ts';
import { type BridgeState, withModel } from '../bridge-state.ts';
import { type Step, say } from '../bridge-step.ts';
import { respond } from '../interview/director.ts';
import { tell } from '../interview/notes.ts';
import { giveUp } from '../interview/settlement.ts';
import { onToolCalls } from '../interview/tool-calls.ts';
import type { ModelTrouble } from '../losses/model-trouble.ts';
import type { ResponseStatus, ToolCall } from '../model-port.ts';
import { unheardTurns, withTurn } from './conversation.ts';
import { toFinished } from './response.ts';
import { awaitCandidate } from './silence.ts';
import { spokenWithin } from './stretches.ts';

/** How many responses in a row may fail before the interviewer counts as unavailable. */
const mostFailures = { passing: 6, here: 6, ours: 2 } as const;
/** The first failure is tried again at once. Each later one waits twice as long, unless the provider says when. */
const firstWaitMs = 500;
const longestWaitMs = 10_000;
/** How many responses in a row may have no sound. With tool calls they are the model's own steps. */
const mostSilent = { plain: 2, withTools: 4 } as const;

/** A shorter sound without words is no turn. The local interviewer says nothing to it, on purpose. */
const noiseMs = 700;

const unknownTrouble: ModelTrouble = { code: 'other', kind: 'passing', retryAfterMs: null };
const sayAloud =
  'The candidate heard nothing of your last response. Say it aloud now; if there was nothing to answer, give one gentle prompt after the silence.';

interface FinishedResponse {
  responseId: string;
  status: ResponseStatus;
  toolCalls: readonly ToolCall[];
  trouble?: ModelTrouble;
}

/**
 * A response is over. Its tool calls are carried out. If it failed, another one is asked for when the provider allows
 * it, and if it had no sound, at once. Both happen a bounded number of times. A response that is owed is begun.
 */
export function onResponseFinished(state: BridgeState, response: FinishedResponse): Step {
  const { responseId, status, toolCalls, trouble = unknownTrouble } = response;
  const turns = [...state.conversation.turns.values()].filter((turn) => turn.responseId === responseId);
  const done = withModel(withoutUnspoken(state, responseId), {
    response: toFinished(state.model.response, responseId),
  });
  const isCut = status === 'cancelled' || state.conversation.cancelled.includes(responseId);
  // A response that the candidate has cut off is not missed, however it ended.
  if (status === 'failed' && (!isCut || trouble.kind === 'operator')) return onFailed(done, trouble);
  const spoken = turns.findLast(({ audioMs }) => audioMs > 0)?.itemId ?? null;
  const called = onToolCalls(done, toolCalls, spoken);
  if (isCut || turns.some(({ audioMs }) => audioMs > 0) || called[0].ending.isSayingGoodbye)
    return andThen(called, onFine);
  const isEmpty = status === 'completed' && toolCalls.length === 0 && turns.every(({ text }) => text === '');
  if (isEmpty && isAfterNoise(called[0])) return awaitCandidate(called);
  return andThen(called, (current) => onSilent(current, toolCalls.length > 0));
}

/** The response did its work, so the one that was to follow is begun. */
function onFine(state: BridgeState): Step {
  const fine = withModel(state, { failedResponses: 0, silentResponses: 0 });
  return fine.model.isResponseOwed ? respond(fine) : [fine, []];
}

/** The candidate's turn was a click or a cough. An interviewer that says nothing to it does right. */
function isAfterNoise({ silence, model, conversation }: BridgeState): boolean {
  const isAskedByOthers = silence.prompts > 0 || silence.rounds > 0 || model.silentResponses > 0;
  const last = [...conversation.turns.values()].findLast(
    ({ speaker, heardMs }) => speaker === 'candidate' || heardMs > 0,
  );
  if (isAskedByOthers || last?.speaker !== 'candidate' || last.text.trim() !== '') return false;
  const { startedAtMs: fromMs, endedAtMs: toMs } = last;
  if (fromMs === null || toMs === null) return false;
  const spoken = spokenWithin(conversation.callerSpeech, { fromMs, toMs });
  return spoken === null || spoken.toMs - spoken.fromMs < noiseMs;
}

/** Words without any sound were never said, so they will not be heard. */
function withoutUnspoken(state: BridgeState, responseId: string): BridgeState {
  let { conversation } = state;
  for (const turn of unheardTurns(conversation)) {
    if (turn.responseId !== responseId || turn.audioMs > 0) continue;
    conversation = withTurn(conversation, { ...turn, settled: true, recordedText: '' });
  }
  return { ...state, conversation };
}

function onFailed(state: BridgeState, { kind, retryAfterMs }: ModelTrouble): Step {
  const failedResponses = state.model.failedResponses + 1;
  if (kind === 'operator' || failedResponses > mostFailures[kind]) return giveUp(state);
  const ownWaitMs = failedResponses === 1 || kind === 'ours' ? 0 : firstWaitMs * 2 ** (failedResponses - 2);
  const afterMs = Math.min(longestWaitMs, retryAfterMs ?? ownWaitMs);
  const failed = withModel(state, { failedResponses });
  if (afterMs === 0) return respond(failed);
  return [
    withModel(failed, { isAskingLater: true }),
    // Telephony asks for a moment's patience.
    [say({ type: 'waiting' }), { type: 'set_timer', name: 'ask_again', afterMs }],
  ];
}

/** The provider may be asked again. If the candidate is speaking by now, the end of their turn asks it. */
export function onAskAgain(state: BridgeState): Step {
  return state.model.isAskingLater ? respond(withModel(state, { isAskingLater: false })) : [state, []];
}

function onSilent(state: BridgeState, hasTools: boolean): Step {
  const silentResponses = state.model.silentResponses + 1;
  if (silentResponses > (hasTools ? mostSilent.withTools : mostSilent.plain)) return giveUp(state);
  const silent = withModel(state, { silentResponses });
  return andThen(hasTools ? [silent, []] : tell(silent, sayAloud), respond);
}
