import { describe, expect, it } from 'vitest';
import { type Decision, endSpeaking, firstTurn, hearFrame, type TurnState } from './turn-taking.ts';

const rules = { hangoverMs: 100, minSpeechMs: 60, bargeIns: [] as { turn: number; afterMs: number }[] };

/** Hears `L` as loud and `.` as quiet frames. Returns the state, and the frames at which something was decided. */
function hear(pattern: string, from: TurnState = firstTurn, applied = rules) {
  let state = from;
  const decisions: [number, Decision][] = [];
  [...pattern].forEach((sign, i) => {
    const [next, decision] = hearFrame(applied, state, { isLoud: sign === 'L', atMs: i * 20 });
    state = next;
    if (decision !== 'listen') decisions.push([i, decision]);
  });
  return { state, decisions };
}

describe('turn taking', () => {
  it('answers once the interviewer has been quiet for the hangover', () => {
    const { state, decisions } = hear('..LLLLL.LL.....');
    expect(decisions).toEqual([[14, 'answer']]);
    expect(state).toMatchObject({ isSpeaking: true, turn: 1, heardFromMs: 40, heardToMs: 200 });
  });

  it('does not answer silence or a short noise', () => {
    expect(hear('.'.repeat(100)).decisions).toEqual([]);
    const { state, decisions } = hear('..LL..........');
    expect(decisions).toEqual([]);
    expect(state).toMatchObject({ isSpeaking: false, turn: 0, loudMs: 0 });
  });

  it('interrupts the chosen turn after the given amount of speech, and no other turn', () => {
    const eager = { ...rules, bargeIns: [{ turn: 1, afterMs: 80 }] };
    const first = hear('LLLLLLLL.....', firstTurn, eager);
    expect(first.decisions).toEqual([[12, 'answer']]);
    const second = hear('LLLLLLLL', endSpeaking(first.state), eager);
    expect(second.decisions).toEqual([[3, 'interrupt']]);
  });

  it('does not count an interrupted interviewer that fell silent as another turn', () => {
    const eager = { ...rules, bargeIns: [{ turn: 0, afterMs: 60 }] };
    const { state } = hear('LLLLLLLL.......', firstTurn, eager);
    expect(hear('.'.repeat(50), endSpeaking(state), eager).decisions).toEqual([]);
  });

  it('goes on listening when the interviewer speaks as the candidate finishes', () => {
    const answered = hear('LLLL.....').state;
    const talkedOver = hear('....LLL', answered).state;
    expect(talkedOver.isSpeaking).toBe(true);
    expect(hear('.....', endSpeaking(talkedOver)).decisions).toEqual([[4, 'answer']]);
  });
});
