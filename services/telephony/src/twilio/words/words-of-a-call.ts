/** All that telephony itself says on a call, in one language. */
export interface SpokenWords {
  /** Who calls and why, and what the keys do. */
  gate: string;
  /** The same, when the phone must be shown to be the candidate's own by the code on their page. */
  codeGate: string;
  /** No key was pressed yet. */
  begin: string;
  /** A key other than 1 or 2 was pressed. */
  wrongKey: string;
  wrongGateCode: string;
  /** 2 was pressed: what it means and how to undo it. */
  confirmBlock: string;
  askForCode: string;
  askForCodeAgain: string;
  /** After too many wrong codes, six digits are no longer enough. */
  askForLongCode: string;
  /** The right code: the interviewer is next. */
  welcome: string;
  oneMoment: string;
  /** The last words of a call. Those of the gate are said while the session closes, in four seconds at most. */
  farewells: {
    not_ready: string;
    wrong_keys: string;
    wrong_gate_code: string;
    no_gate_code: string;
    blocked: string;
    unavailable: string;
    too_many_codes: string;
    code_unknown: string;
    no_session: string;
  };
}
