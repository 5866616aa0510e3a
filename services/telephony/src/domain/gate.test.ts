import { describe, expect, it } from 'vitest';
import { answerGate, type GateAnswer, type GateQuestion } from './gate.ts';

const ask = (digits: string | null, rest: Partial<GateQuestion> = {}) =>
  answerGate({ digits, code: null, isConfirming: false, wrong: 0, ...rest });

/** The outcome of one call, key after key. */
function press(keys: readonly (string | null)[], code: string | null = null): GateAnswer[] {
  let wrong = 0;
  let isConfirming = false;
  return keys.map((digits) => {
    const answer = answerGate({
      ...{ digits, isConfirming, wrong },
      code: code === null ? null : { isRight: digits === code },
    });
    isConfirming = answer.type === 'confirm_block';
    if ('wrong' in answer) wrong = answer.wrong;
    return answer;
  });
}
const lastOf = (answers: readonly GateAnswer[]) => answers.at(-1);

describe('the gate', () => {
  it('opens at 1, also after one or two wrong keys', () => {
    expect(ask('1')).toEqual({ type: 'ready' });
    expect(lastOf(press(['7', '*', '1']))).toEqual({ type: 'ready' });
  });

  it.each(['3', '4', '5', '6', '7', '8', '9', '0', '*', 'A'])(
    'asks again at %s, twice, and ends at the third',
    (key) => {
      const answers = press([key, key, key]);
      expect(answers.slice(0, 2)).toEqual([
        { type: 'ask_again', wrong: 1 },
        { type: 'ask_again', wrong: 2 },
      ]);
      expect(answers[2]).toEqual({ type: 'end', farewell: 'wrong_keys' });
    },
  );

  it('says that 1 was not pressed only when no key was pressed', () => {
    expect(ask(null)).toEqual({ type: 'end', farewell: 'not_ready' });
    expect(ask('')).toEqual({ type: 'end', farewell: 'not_ready' });
    expect(lastOf(press(['7', null]))).toEqual({ type: 'end', farewell: 'wrong_keys' });
  });

  it('blocks at 2 only after a second 2', () => {
    expect(press(['2', '2'])).toEqual([{ type: 'confirm_block', wrong: 0 }, { type: 'block' }]);
    expect(lastOf(press(['2', '1']))).toEqual({ type: 'ready' });
    expect(lastOf(press(['2', '7', '2']))).toEqual({ type: 'confirm_block', wrong: 1 });
    expect(lastOf(press(['2', null]))).toEqual({ type: 'end', farewell: 'not_ready' });
  });
});

describe('the gate that asks for the code of the page', () => {
  it('opens at the code and at nothing else', () => {
    expect(lastOf(press(['482913'], '482913'))).toEqual({ type: 'ready' });
    expect(lastOf(press(['000000', '482913'], '482913'))).toEqual({ type: 'ready' });
    expect(lastOf(press(['1'], '482913'))).toEqual({ type: 'ask_again', wrong: 1 });
    expect(lastOf(press(['000000', '000001', '000002'], '482913'))).toEqual({
      type: 'end',
      farewell: 'wrong_gate_code',
    });
  });

  it('blocks as the other gate does, and asks again when that was not meant', () => {
    expect(lastOf(press(['2', '2'], '482913'))).toEqual({ type: 'block' });
    expect(lastOf(press(['2', '1'], '482913'))).toEqual({ type: 'ask', wrong: 0 });
  });

  it('says what was missing', () => {
    expect(lastOf(press([null], '482913'))).toEqual({ type: 'end', farewell: 'no_gate_code' });
    expect(lastOf(press(['123456', null], '482913'))).toEqual({ type: 'end', farewell: 'wrong_gate_code' });
  });
});
