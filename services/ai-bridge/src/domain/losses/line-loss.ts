import type { BridgeEffect, BridgeState, Step } from '../bridge-state.ts';
import { openTurn, stallLimitMs, withCancelled } from '../turns/candidate-turn.ts';
import { unheardTurns } from '../turns/conversation.ts';
import { settle } from '../turns/interviewer-turn.ts';
import { goOn } from './hand-over.ts';

/**
 * The candidate's line or the telephony side is lost, or gives the call to another one: the model session is kept, and told how much of
 * its words was heard. The candidate is asked nothing until they can hear it.
 */
export function onLineLost(state: BridgeState): Step {
  if (state.away !== null) return [state, []];
  const unheard = unheardTurns(state.conversation);
  const responses = unheard.flatMap(({ responseId }) => (responseId === null ? [] : [responseId]));
  const effects: BridgeEffect[] = [];
  if (state.responseId !== null) {
    responses.push(state.responseId);
    effects.push({ type: 'model.cancel', responseId: state.responseId });
  }
  const isAwaited = state.expecting && state.responseId === null;
  let current: BridgeState = {
    ...withCancelled(state, [...new Set(responses)]),
    away: { note: state.lastNote },
    speaking: null,
    catchUp: null,
    turnMissing: false,
    expecting: false,
    held: null,
    unwanted: isAwaited,
    responseOwed: state.responseOwed || isAwaited || state.responseId !== null,
    wasCutOff: state.wasCutOff || unheard.some(({ heardMs }) => heardMs > 0),
    silence: { waiting: false, prompts: state.silence.prompts },
  };
  for (const turn of unheard) {
    const heardMs = Math.min(turn.heardMs, turn.audioMs);
    if (turn.audioMs > 0 && !state.unknownToModel.has(turn.itemId)) {
      effects.push({ type: 'model.truncate', itemId: turn.itemId, heardMs: Math.floor(heardMs) });
    }
    const [after, commits] = settle(current, { ...turn, heardMs }, true);
    current = after;
    effects.push(...commits);
  }
  return [current, effects];
}

/** The candidate is on the line again, here or at another telephony: the interview goes on where it was left. */
export function onLineBack(state: BridgeState): Step {
  const { away, lastNote } = state;
  // Another model session goes on when it is handed over to.
  if (away === null || state.restoring) return [{ ...state, away: null }, []];
  const back: BridgeState = { ...state, away: null };
  const missed: BridgeEffect[] =
    lastNote !== null && lastNote !== away.note ? [{ type: 'model.tell', text: lastNote }] : [];
  // A candidate in the middle of an answer finishes it.
  if (state.phase !== 'talking' || openTurn(state) !== undefined) return [back, missed];
  const [after, effects] = goOn(back);
  if (!after.unwanted) return [after, [...missed, ...effects]];
  // What was asked for before has not even begun: it is followed by what is asked for now, or the model hangs.
  const stall: BridgeEffect = { type: 'set_timer', name: 'stall', afterMs: stallLimitMs };
  return [{ ...after, expecting: true }, [...missed, ...effects, stall]];
}
