import { andThen } from '../and-then.ts';
import { type BridgeState, withLine, withModel } from '../bridge-state.ts';
import type { BridgeEffect, Step } from '../bridge-step.ts';
import { openTurn, stallLimitMs } from '../turns/candidate-turn.ts';
import { unheardTurns } from '../turns/conversation.ts';
import { drop } from '../turns/floor.ts';
import { freeFloor } from '../turns/floor-state.ts';
import { settle } from '../turns/interviewer-turn.ts';
import { isUnderWay, toUnawaited } from '../turns/response.ts';
import { goOn } from './hand-over.ts';

/**
 * The candidate's line or the telephony side is lost, or gives the call to another one. The model session is kept, and
 * told how much of its words was heard. The candidate is asked nothing until they can hear it.
 */
export function onLineLost(state: BridgeState): Step {
  if (state.line.away !== null) return [state, []];
  const { model, losses, interview } = state;
  const [dropped, cancelled] = drop(state);
  const isOwed = model.isResponseOwed || isUnderWay(model.response);
  const wasHeard = unheardTurns(state.conversation).some(({ heardMs }) => heardMs > 0);
  const gone: BridgeState = {
    ...dropped,
    floor: freeFloor,
    line: { ...state.line, away: { note: interview.lastNote } },
    losses: { ...losses, wasCutOff: losses.wasCutOff || wasHeard },
    model: { ...dropped.model, response: toUnawaited(dropped.model.response), isResponseOwed: isOwed },
  };
  return andThen([gone, cancelled], settleAtEar);
}

/** Ends the sentence where it was heard, on the record and for the model. */
function settleAtEar(state: BridgeState): Step {
  let step: Step = [state, []];
  for (const turn of unheardTurns(state.conversation)) {
    const heardMs = Math.min(turn.heardMs, turn.audioMs);
    const isKnown = turn.audioMs > 0 && !state.model.unknownItems.has(turn.itemId);
    const truncate: BridgeEffect = {
      ...{ type: 'model.truncate', itemId: turn.itemId, heardMs: Math.floor(heardMs) },
    };
    step = andThen(step, (current) => [current, isKnown ? [truncate] : []]);
    step = andThen(step, (current) => settle(current, { ...turn, heardMs }, true));
  }
  return step;
}

/** The candidate is on the line again, on this telephony or another. The interview goes on where it was left. */
export function onLineBack(state: BridgeState): Step {
  const { line, model, interview } = state;
  const { lastNote } = interview;
  const back = withLine(state, { away: null });
  // Another model session goes on after its hand-over.
  if (line.away === null || model.isRestoring) return [back, []];
  const isTold = lastNote === null || lastNote === line.away.note;
  const missed: BridgeEffect[] = isTold ? [] : [{ type: 'model.tell', text: lastNote }];
  // A candidate in the middle of an answer finishes it.
  if (state.phase !== 'talking' || openTurn(state) !== undefined) return [back, missed];
  return andThen(andThen([back, missed], goOn), awaitUnwanted);
}

/**
 * The response that was asked for earlier has not even begun. The one that is asked for now follows it, or the model
 * hangs.
 */
function awaitUnwanted(state: BridgeState): Step {
  if (state.model.response.phase !== 'unwanted') return [state, []];
  return [
    withModel(state, { response: { phase: 'unwanted', isAwaited: true } }),
    [{ type: 'set_timer', name: 'stall', afterMs: stallLimitMs }],
  ];
}
