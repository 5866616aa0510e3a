/** The answer gate: what the keys of the person who answers our call come to. Nothing else of the call decides. */

/** At the third wrong key, or wrong code, the call ends. */
const mostWrong = 3;
const neverAgain = '2';
const begin = '1';

export interface GateQuestion {
  /** What was pressed; null when nothing was. */
  digits: string | null;
  /** The six digits of the page where the phone has to be shown to be the candidate's own; null: key 1 is enough. */
  code: { isRight: boolean } | null;
  /** 2 was pressed just before, and what it means was said. */
  isConfirming: boolean;
  /** How many wrong keys or codes there were before. */
  wrong: number;
}

export type GateAnswer =
  | { type: 'ready' }
  | { type: 'ask_again'; wrong: number }
  | { type: 'confirm_block'; wrong: number }
  /** Back to the question, without another wrong key: a person who had pressed 2 wants no block. */
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

/** True words: where a wrong key was pressed before, it is not true that none was pressed. */
function afterSilence(isCodeAsked: boolean, wrong: number) {
  if (isCodeAsked) return wrong > 0 ? 'wrong_gate_code' : 'no_gate_code';
  return wrong > 0 ? 'wrong_keys' : 'not_ready';
}
