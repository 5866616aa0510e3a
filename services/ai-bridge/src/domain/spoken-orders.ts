import type { BridgeState, Step } from './bridge-state.ts';
import { respond } from './director.ts';
import { hasFloor, interrupt } from './floor.ts';
import { isMute } from './notes.ts';

const before = '(?:(?:sorry|okay|ok|um|uh|please|well|no|hey|actually|i think) )*';
const asking =
  "(?:(?:can|could|may|shall) (?:we|you|i) (?:please )?|let's |i(?:'d| would) like to |i want to |i need to )?";
const ending = '(?:stop|end|finish|quit|cancel|hang up)';
const what = '(?: (?:the|this|our|interview|call|conversation|practice|here|now|please|it))*';
/** The whole turn: in an answer the same words are part of a story ("… so we had to stop the call"). */
const asksToStop = new RegExp(`^${before}${asking}${ending}${what}$`);

/** Whether a turn asks for the end of the interview and for nothing else. English; other languages are the model's. */
export function isStop(text: string): boolean {
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{Letter}\p{Number}']+/gu) ?? [];
  return asksToStop.test(words.join(' '));
}

const stop =
  'The candidate has asked to stop. Say goodbye in one sentence and call end_interview in this response.';

/** Ends the interview on the candidate's word: what the interviewer was saying is cut off. */
export function obeyStop(state: BridgeState): Step {
  const [cut, effects] = hasFloor(state) ? interrupt(state) : ([state, []] as Step);
  const [asked, more] = respond({ ...cut, stopAsked: false, endOrdered: true });
  return [asked, [...effects, { type: 'model.tell', text: stop }, ...more]];
}

/** What the candidate said is known: the answer under way may obey by itself, or it is told to. */
export function onUnderstood(state: BridgeState, text: string | null): Step {
  const isOrder = text !== null && isStop(text);
  if (!isOrder || state.phase !== 'talking' || state.farewell || isMute(state)) return [state, []];
  const ordered = { ...state, endOrdered: true };
  const isAnswering = state.responseId !== null || state.expecting;
  return isAnswering ? [{ ...ordered, stopAsked: true }, []] : obeyStop(ordered);
}

/** The answer to a turn that asked to stop has not stopped: then it is ordered. */
export function insistOnStop(state: BridgeState): Step {
  if (!state.stopAsked || state.farewell || state.phase !== 'talking' || state.responseId !== null)
    return [state, []];
  return obeyStop(state);
}
