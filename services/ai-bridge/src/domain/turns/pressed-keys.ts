import { andThen } from '../and-then.ts';
import { type BridgeState, withEnding } from '../bridge-state.ts';
import type { Step } from '../bridge-step.ts';
import { respond } from '../interview/director.ts';
import { isMute } from '../interview/notes.ts';
import { hasFloor, interrupt } from './floor.ts';

/** What the phone's keys ask for during the interview. */
const orders: Readonly<Record<string, string>> = {
  '*': 'The candidate asks by key: repeat your last question, in the same words.',
  '#': 'The candidate asks by key: skip this question and ask the next one.',
};

const stop =
  'The candidate has asked by key to stop. Say goodbye in one sentence and call end_interview in this response.';

/** Ends the interview. A key is clear where a word may not be. */
function obeyStop(state: BridgeState): Step {
  return ask(withEnding(state, { isOrdered: true }), stop);
}

/** Cuts off what the interviewer was saying, and asks the model to do this. */
function ask(state: BridgeState, text: string): Step {
  const cut: Step = hasFloor(state) ? interrupt(state) : [state, []];
  const told = andThen(cut, (current) => [current, [{ type: 'model.tell', text }]]);
  return andThen(told, respond);
}

/** `*` repeats, `#` skips, `0` stops. Other keys mean nothing. */
export function onKey(state: BridgeState, digit: string): Step {
  if (state.phase !== 'talking' || state.ending.isSayingGoodbye || isMute(state)) return [state, []];
  if (digit === '0') return obeyStop(state);
  const text = orders[digit];
  return text === undefined ? [state, []] : ask(state, text);
}
