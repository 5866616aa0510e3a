import type { BridgeState, Step } from '../bridge-state.ts';
import { respond } from '../interview/director.ts';
import { isMute } from '../interview/notes.ts';
import { hasFloor, interrupt } from './floor.ts';

/** What the keys of the phone ask for while the interview is on. */
const orders: Readonly<Record<string, string>> = {
  '*': 'The candidate asks by key: repeat your last question, in the same words.',
  '#': 'The candidate asks by key: skip this question and ask the next one.',
};

const stop =
  'The candidate has asked by key to stop. Say goodbye in one sentence and call end_interview in this response.';

/** Ends the interview: what the interviewer was saying is cut off. A key says what a word may not have meant. */
function obeyStop(state: BridgeState): Step {
  const [cut, effects] = hasFloor(state) ? interrupt(state) : ([state, []] as Step);
  const [asked, more] = respond({ ...cut, endOrdered: true });
  return [asked, [...effects, { type: 'model.tell', text: stop }, ...more]];
}

/** `*` repeats, `#` skips, `0` stops; other keys mean nothing. */
export function onKey(state: BridgeState, digit: string): Step {
  if (state.phase !== 'talking' || state.isSayingGoodbye || isMute(state)) return [state, []];
  if (digit === '0') return obeyStop(state);
  const text = orders[digit];
  if (text === undefined) return [state, []];
  const [cut, effects] = hasFloor(state) ? interrupt(state) : ([state, []] as Step);
  const [asked, more] = respond(cut);
  return [asked, [...effects, { type: 'model.tell', text }, ...more]];
}
