/** The answer gate: decides from the pressed keys alone what becomes of a call that a person has answered. */

/** The call ends at the third wrong key or code. */
const mostWrong = 3;
const neverAgain = '2';
const begin = '1';

export interface GateQuestion {
  /** What was pressed. Null when nothing was. */
  digits: string | null;
  /** The six digits from the page, when the phone must be shown to be the candidate's own. Null: key 1 is enough. */
  code: { isRight: boolean } | null;
  /** 2 was pressed just before, and the caller has heard what it means. */
  isConfirming: boolean;
  /** How many wrong keys or codes came before. */
  wrong: number;
}

export type GateAnswer =
  | { type: 'ready' }
  | { type: 'ask_again'; wrong: number }
  | { type: 'confirm_block'; wrong: number }
  /** Back to the question without counting a wrong key: the person pressed 2 but wants no block. */
  | { type: 'ask'; wrong: number }
  | { type: 'block' }
  | { type: 'end'; farewell: 'not_ready' | 'wrong_keys' | 'wrong_gate_code' | 'no_gate_code' };

export function answerGate({ digits, code, isConfirming, wrong }: GateQuestion): GateAnswer {
  if (digits === null || digits === '') return { type: 'end', farewell: afterSilence(code !== null, wrong) };
  if (digits === neverAgain) return isConfirming ? { type: 'block' } : { type: 'confirm_block', wrong };
  if (code === null ? digits === begin : code.isRight) return { type: 'ready' };
  if (isConfirming && digits === begin) return { type: 'ask', wrong };
  if (wrong + 1 < mostWrong) return { type: 'ask_again', wrong: wrong + 1 };
  return { type: 'end', farewell: code === null ? 'wrong_keys' : 'wrong_gate_code' };
}

/** Words that are true: after a wrong key it would be false to say that no key was pressed. */
function afterSilence(isCodeAsked: boolean, wrong: number) {
  if (isCodeAsked) return wrong > 0 ? 'wrong_gate_code' : 'no_gate_code';
  return wrong > 0 ? 'wrong_keys' : 'not_ready';
}
